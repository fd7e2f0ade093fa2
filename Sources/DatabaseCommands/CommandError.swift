/// Why a command line cannot be carried out, in the words that follow the program's name.
public struct CommandError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// Something a user should know of a command that is carried out all the same.
public struct CommandWarning: Hashable, Sendable {
  /// The module under which it is logged; `nil` is the program's own.
  public let module: String?
  /// What is to be known.
  public let message: String

  public init(_ message: String, module: String? = nil) {
    self.module = module
    self.message = message
  }

  /// A warning of the commands that every database has.
  static func generic(_ message: String) -> CommandWarning {
    CommandWarning(message, module: "db_ctl_base")
  }
}
