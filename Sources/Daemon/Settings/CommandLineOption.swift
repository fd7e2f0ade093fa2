/// One option of a daemon's command line.
struct CommandLineOption: Sendable {
  enum Argument: Sendable { case none, required, optional }

  /// What an option does.
  enum Effect: Sendable {
    /// Changes the settings; the argument is nil when there is none.
    case set(@Sendable (inout DaemonSettings, String?) throws(CommandLineError) -> Void)
    /// Prints something and ends the program with success.
    case show(@Sendable (CommandLineParser, String?) -> String)
  }

  let name: String
  let letter: Character?
  let argument: Argument
  let effect: Effect

  init(_ name: String, _ letter: Character? = nil, _ argument: Argument, _ effect: Effect) {
    self.name = name
    self.letter = letter
    self.argument = argument
    self.effect = effect
  }
}

/// Why a program cannot start with its command line; the description follows the program's name.
public struct CommandLineError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
