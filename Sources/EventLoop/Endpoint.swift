/// Where a stream connects to, or a listener listens.
public enum Endpoint: Hashable, Sendable, CustomStringConvertible {
  /// A Unix domain socket by its path, of any length.
  case unix(path: String)

  /// A host, by a numeric IPv4 or IPv6 address (without brackets) or a name to resolve, and a port.
  case tcp(host: String, port: UInt16)

  /// As Open vSwitch writes it: `unix:/run/db.sock`, `tcp:192.0.2.1:6641`, `tcp:[2001:db8::1]:6641`.
  public var description: String {
    switch self {
    case .unix(let path): "unix:\(path)"
    case .tcp(let host, let port) where host.contains(":"): "tcp:[\(host)]:\(port)"
    case .tcp(let host, let port): "tcp:\(host):\(port)"
    }
  }
}
