public import Database
internal import JSON

/// What a session may do.
public struct SessionRights: Hashable, Sendable {
  /// Whether it may only read.
  public var isReadOnly: Bool
  /// The role that the database's access control knows it by, and its certificate's name.
  public var access: AccessControl?

  public init(isReadOnly: Bool = false, access: AccessControl? = nil) {
    self.isReadOnly = isReadOnly
    self.access = access
  }
}

/// What the server knows of a session.
struct ServerSession {
  var rights: SessionRights
  /// Whether it is told when databases come, change and go, rather than disconnected.
  var isChangeAware = false
  /// Whether what was sent to it is not yet read; monitors then wait.
  var isCongested = false
  /// The databases that it has monitors or waiting transactions in.
  var databases: Set<String> = []
}
