extension Remote {
  /// Parses one connection method.
  ///
  /// A relative path of a Unix socket is taken to be below `runDirectory`, and a missing port is
  /// ``defaultPort``.
  ///
  /// - Throws: ``RemoteError`` naming the part that is wrong.
  public init(parsing text: some StringProtocol, runDirectory: String) throws(RemoteError) {
    let text = String(text)
    guard let colon = text.firstIndex(of: ":") else {
      throw RemoteError(remote: text, reason: "a connection method has the form TYPE:ADDRESS")
    }
    let kind = text[..<colon]
    let address = text[text.index(after: colon)...]
    switch kind {
    case "unix":
      self = .unix(path: try Self.path(address, in: text, runDirectory))
    case "punix":
      self = .passiveUnix(path: try Self.path(address, in: text, runDirectory))
    case "tcp":
      let (host, port) = try Self.activeAddress(address, in: text)
      self = .tcp(host: host, port: port)
    case "ssl":
      let (host, port) = try Self.activeAddress(address, in: text)
      self = .ssl(host: host, port: port)
    case "ptcp":
      let (port, host) = try Self.passiveAddress(address, in: text)
      self = .passiveTCP(port: port, address: host)
    case "pssl":
      let (port, host) = try Self.passiveAddress(address, in: text)
      self = .passiveSSL(port: port, address: host)
    default:
      throw RemoteError(
        remote: text,
        reason: "unknown connection method \"\(kind)\"; one of tcp, ssl, unix, ptcp, pssl, punix")
    }
  }

  private static func path(
    _ address: Substring, in text: String, _ runDirectory: String
  ) throws(RemoteError) -> String {
    guard !address.isEmpty else {
      throw RemoteError(remote: text, reason: "the path of the socket is missing")
    }
    return address.hasPrefix("/") ? String(address) : "\(runDirectory)/\(address)"
  }

  /// HOST or HOST:PORT. An IPv6 address without brackets is taken to name no port.
  private static func activeAddress(
    _ address: Substring, in text: String
  ) throws(RemoteError) -> (host: String, port: UInt16) {
    let (host, rest) = try splitHost(address, in: text)
    guard !host.isEmpty else { throw RemoteError(remote: text, reason: "the host is missing") }
    guard let rest, !rest.isEmpty else { return (host, defaultPort) }
    let port = try port(rest, in: text)
    guard port != 0 else { throw RemoteError(remote: text, reason: "nothing listens on port 0") }
    return (host, port)
  }

  /// PORT, PORT:ADDRESS or nothing. Port 0 lets the kernel choose.
  private static func passiveAddress(
    _ address: Substring, in text: String
  ) throws(RemoteError) -> (port: UInt16, host: String?) {
    guard let colon = address.firstIndex(of: ":") else {
      return (address.isEmpty ? defaultPort : try port(address, in: text), nil)
    }
    let number = address[..<colon]
    let (host, rest) = try splitHost(address[address.index(after: colon)...], in: text)
    if let rest {
      throw RemoteError(remote: text, reason: "unexpected \":\(rest)\" after the address")
    }
    return (
      number.isEmpty ? defaultPort : try port(number, in: text), host.isEmpty ? nil : host
    )
  }

  /// Cuts off a host, bracketed or not, and returns what follows its colon.
  private static func splitHost(
    _ address: Substring, in text: String
  ) throws(RemoteError) -> (host: String, rest: Substring?) {
    if address.first == "[" {
      guard let end = address.firstIndex(of: "]") else {
        throw RemoteError(remote: text, reason: "\"[\" without \"]\" in \"\(address)\"")
      }
      let host = address[address.index(after: address.startIndex)..<end]
      guard host.contains(":") else {
        throw RemoteError(remote: text, reason: "\"\(host)\" in brackets is not an IPv6 address")
      }
      let rest = address[address.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else {
        throw RemoteError(remote: text, reason: "unexpected \"\(rest)\" after \"]\"")
      }
      return (String(host), rest.isEmpty ? nil : rest.dropFirst())
    }
    guard let colon = address.firstIndex(of: ":"), address[colon...].dropFirst().contains(":")
    else {
      let parts = address.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts.first ?? ""), parts.count > 1 ? parts.last : nil)
    }
    return (String(address), nil)
  }

  private static func port(_ digits: Substring, in text: String) throws(RemoteError) -> UInt16 {
    guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let port = UInt16(digits)
    else {
      throw RemoteError(remote: text, reason: "port \"\(digits)\" is not a number up to 65535")
    }
    return port
  }
}
