/// A connection method, or a list of them, that cannot be understood.
public struct RemoteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text that was to be parsed.
  public var remote: String
  /// Which part of it is wrong, and what is wrong with it.
  public var reason: String

  /// Creates an error about `remote`.
  public init(remote: String, reason: String) {
    self.remote = remote
    self.reason = reason
  }

  /// The error as a user should see it.
  public var description: String { "\(remote): \(reason)" }
}
