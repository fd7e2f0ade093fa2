/// Why a byte stream could not be opened, or ended before its time.
public enum StreamError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The operating system refused or broke the connection.
  case system(LoopError)

  /// A layer over the transport gave up, as TLS does on a certificate it does not trust; why, in
  /// one line.
  case security(String)

  public var description: String {
    switch self {
    case .system(let error): error.description
    case .security(let reason): reason
    }
  }

  /// Why, without what was attempted: `Connection refused`.
  public var reason: String {
    switch self {
    case .system(let error): error.reason
    case .security(let reason): reason
    }
  }
}
