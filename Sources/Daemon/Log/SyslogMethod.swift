/// How messages reach the syslog daemon: `--syslog-method`.
public enum SyslogMethod: Equatable, Sendable, LosslessStringConvertible {
  /// syslog(3).
  case libc
  /// Datagrams to a Unix domain socket.
  case unix(path: String)
  /// Datagrams to `HOST:PORT`.
  case udp(SyslogTarget)
  /// Messages for syslog are discarded.
  case null

  /// Parses `libc`, `unix:FILE`, `udp:IP:PORT` or `null`.
  public init?(_ text: String) {
    switch text {
    case "libc": self = .libc
    case "null": self = .null
    case _ where text.hasPrefix("unix:"): self = .unix(path: String(text.dropFirst(5)))
    case _ where text.hasPrefix("udp:"):
      guard let target = SyslogTarget(String(text.dropFirst(4))) else { return nil }
      self = .udp(target)
    default: return nil
    }
  }

  public var description: String {
    switch self {
    case .libc: "libc"
    case .unix(let path): "unix:\(path)"
    case .udp(let target): "udp:\(target)"
    case .null: "null"
    }
  }

  /// What `vlog/list-pattern` shows ahead of the syslog pattern: what the method itself prepends.
  var prefix: String {
    switch self {
    case .libc: "<%B> %D{%h %e %T} %E %A:"
    case .unix, .udp: "<%B>"
    case .null: ""
    }
  }
}

/// A numeric address and a port to which syslog datagrams go.
public struct SyslogTarget: Equatable, Sendable, LosslessStringConvertible {
  public let host: String
  public let port: UInt16

  /// Parses `IP:PORT`, an IPv6 address in brackets.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[colon...].dropFirst()) else {
      return nil
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = port
  }

  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
