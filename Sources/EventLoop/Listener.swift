internal import CUV
internal import Glibc

/// Accepts connections until closed or released.
@LoopActor
public final class Listener {
  /// Where it listens; of a TCP port 0 that was asked for, the port that was given.
  public let endpoint: Endpoint

  private let handle: Handle
  private let socketFile: SocketFile?
  private var accept: ((Stream) -> Void)?

  /// How many connections may wait to be accepted: all clients come at once when a server was away.
  private static let backlog: Int32 = 1024

  /// Listens at `endpoint`, whose host must be a numeric address.
  ///
  /// A socket file left behind at a Unix path is replaced; it is accessible to its user and group
  /// alone. The file is removed when the listener ends, unless another has taken its place. Throws
  /// when the address is taken or not ours to have.
  public init(
    at endpoint: Endpoint, accept: @escaping @LoopActor (Stream) -> Void
  ) throws(LoopError) {
    switch endpoint {
    case .unix(let path):
      handle = try Handle.pipe()
      socketFile = try SocketFile(bound: handle.pointer(to: uv_pipe_t.self), to: path)
      self.endpoint = endpoint
    case .tcp(let host, let port):
      handle = try Handle.tcp()
      socketFile = nil
      let tcp = handle.pointer(to: uv_tcp_t.self)
      guard let address = SocketAddress(numericHost: host, port: port) else {
        throw LoopError(call: "listen \(endpoint)", status: UV_EINVAL.rawValue)
      }
      try LoopError.check(address.withPointer { uv_tcp_bind(tcp, $0, 0) }, "listen \(endpoint)")
      self.endpoint = SocketAddress { uv_tcp_getsockname(tcp, $0, $1) }?.endpoint ?? endpoint
    }
    self.accept = accept
    handle.setOwner(self)
    let status = uv_listen(handle.stream, Self.backlog) { server, status in
      guard status == 0 else { return }
      server?.pointee.data.object(as: Listener.self)?.connectionWaits()
    }
    guard status >= 0 else {
      socketFile?.remove()
      throw LoopError(call: "listen \(endpoint)", status: status)
    }
  }

  isolated deinit { close() }

  /// Stops listening and removes the socket file; connections already accepted go on. May be called
  /// again, and inside the closure that accepts.
  public func close() {
    guard !handle.isClosed else { return }
    accept = nil
    socketFile?.remove()
    handle.close()
  }

  /// A connection that breaks before it can be accepted is nobody's: the client sees it.
  private func connectionWaits() {
    guard let accept, let stream = try? acceptedStream() else { return }
    accept(stream)
  }

  private func acceptedStream() throws(LoopError) -> Stream {
    guard case .tcp = endpoint else {
      let connection = try Handle.pipe()
      try LoopError.check(uv_accept(handle.stream, connection.stream), "accept")
      return Stream(connection, peer: endpoint)
    }
    let connection = try Handle.tcp()
    let tcp = connection.pointer(to: uv_tcp_t.self)
    try LoopError.check(uv_accept(handle.stream, connection.stream), "accept")
    uv_tcp_nodelay(tcp, 1)
    let peer = SocketAddress { uv_tcp_getpeername(tcp, $0, $1) }?.endpoint
    return Stream(connection, peer: peer ?? endpoint)
  }
}
