/// What a transaction is told of its session and of the time.
public struct TransactionContext {
  /// The time, of any clock that does not go back.
  public var now: Duration
  /// Since the transaction was tried first.
  public var elapsed: Duration
  /// Milliseconds since 1970, for the journal's "_date".
  public var date: Int64
  /// Whether the session owns the lock of that name.
  public var ownsLock: (String) -> Bool
  /// Whether the session may only read.
  public var isReadOnly: Bool
  /// What the session's role allows; `nil` if roles do not apply to it.
  public var access: AccessControl?
  /// Whether the server itself asks: it alone may change a database whose name begins with `_`.
  public var isServer: Bool

  public init(
    now: Duration = .zero, elapsed: Duration = .zero, date: Int64 = 0,
    ownsLock: @escaping (String) -> Bool = { _ in false }, isReadOnly: Bool = false,
    access: AccessControl? = nil, isServer: Bool = false
  ) {
    self.now = now
    self.elapsed = elapsed
    self.date = date
    self.ownsLock = ownsLock
    self.isReadOnly = isReadOnly
    self.access = access
    self.isServer = isServer
  }
}

/// Who a session is, where the database's `RBAC_Role` table says what that one may do
/// (ovsdb-server(7), "role").
public struct AccessControl: Hashable, Sendable {
  /// A name in `RBAC_Role`; empty allows everything.
  public var role: String
  /// The name in the client's certificate; `nil` if it showed none.
  public var client: String?

  public init(role: String, client: String?) {
    self.role = role
    self.client = client
  }
}
