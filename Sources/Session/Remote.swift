/// One OVSDB connection method, ovsdb(7) "Connection Methods": where a database's peer is found.
///
/// Active methods connect to a server that listens. Passive ones listen, and the server connects.
public enum Remote: Hashable, Sendable {
  /// `tcp:HOST:PORT`
  case tcp(host: String, port: UInt16)
  /// `ssl:HOST:PORT`
  case ssl(host: String, port: UInt16)
  /// `unix:FILE`
  case unix(path: String)
  /// `ptcp:PORT:ADDRESS`; without an address, every IPv4 one.
  case passiveTCP(port: UInt16, address: String?)
  /// `pssl:PORT:ADDRESS`; without an address, every IPv4 one.
  case passiveSSL(port: UInt16, address: String?)
  /// `punix:FILE`
  case passiveUnix(path: String)

  /// The TCP port of OVSDB, where a method names none (RFC 7047, 9).
  public static let defaultPort: UInt16 = 6640

  /// Whether this side listens and the peer connects.
  public var isPassive: Bool {
    switch self {
    case .tcp, .ssl, .unix: false
    case .passiveTCP, .passiveSSL, .passiveUnix: true
    }
  }

  /// Whether the connection is protected by TLS.
  public var isSecure: Bool {
    switch self {
    case .ssl, .passiveSSL: true
    case .tcp, .unix, .passiveTCP, .passiveUnix: false
    }
  }

  /// How long the connection may be idle before the peer is probed, where nothing else was
  /// configured. `zero` turns probes off: the kernel tells when the peer of a Unix socket dies.
  public var defaultProbeInterval: Duration {
    switch self {
    case .tcp, .ssl, .passiveTCP, .passiveSSL: .seconds(5)
    case .unix, .passiveUnix: .zero
    }
  }
}

extension Remote: CustomStringConvertible {
  /// The method as it would be written on a command line.
  public var description: String {
    switch self {
    case .tcp(let host, let port): "tcp:\(Self.bracketed(host)):\(port)"
    case .ssl(let host, let port): "ssl:\(Self.bracketed(host)):\(port)"
    case .unix(let path): "unix:\(path)"
    case .passiveTCP(let port, nil): "ptcp:\(port)"
    case .passiveTCP(let port, let address?): "ptcp:\(port):\(Self.bracketed(address))"
    case .passiveSSL(let port, nil): "pssl:\(port)"
    case .passiveSSL(let port, let address?): "pssl:\(port):\(Self.bracketed(address))"
    case .passiveUnix(let path): "punix:\(path)"
    }
  }

  private static func bracketed(_ host: String) -> String {
    host.contains(":") ? "[\(host)]" : host
  }
}
