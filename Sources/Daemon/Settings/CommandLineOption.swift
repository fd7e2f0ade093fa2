/// An option as getopt_long(3) reads it.
public struct LongOption: Hashable, Sendable {
  public enum Argument: Sendable { case none, required, optional }

  /// Without dashes.
  public let name: String
  public let letter: Character?
  public let argument: Argument

  public init(_ name: String, _ letter: Character? = nil, _ argument: Argument) {
    self.name = name
    self.letter = letter
    self.argument = argument
  }
}

/// One option of a daemon's command line.
struct CommandLineOption: Sendable {
  /// What an option does.
  enum Effect: Sendable {
    /// Changes the settings; the argument is nil when there is none.
    case set(@Sendable (inout DaemonSettings, String?) throws(CommandLineError) -> Void)
    /// Prints something and ends the program with success.
    case show(@Sendable (CommandLineParser, String?) -> String)
  }

  let form: LongOption
  let effect: Effect

  init(
    _ name: String, _ letter: Character? = nil, _ argument: LongOption.Argument, _ effect: Effect
  ) {
    form = LongOption(name, letter, argument)
    self.effect = effect
  }

  var name: String { form.name }
  var letter: Character? { form.letter }
  var argument: LongOption.Argument { form.argument }
}

/// Why a program cannot start with its command line; the description follows the program's name.
public struct CommandLineError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
