public import EventLoop

extension Remote {
  /// Where to connect to, or where to listen.
  public var endpoint: Endpoint {
    switch self {
    case .tcp(let host, let port), .ssl(let host, let port): .tcp(host: host, port: port)
    case .passiveTCP(let port, let address), .passiveSSL(let port, let address):
      .tcp(host: address ?? "0.0.0.0", port: port)
    case .unix(let path), .passiveUnix(let path): .unix(path: path)
    }
  }
}
