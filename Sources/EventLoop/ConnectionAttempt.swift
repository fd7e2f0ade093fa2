internal import CUV

/// An attempt to connect, under way until it calls back, is cancelled or is released.
@LoopActor
public final class ConnectionAttempt {
  /// What is connected to.
  public let endpoint: Endpoint

  private var completion: ((Result<Stream, StreamError>) -> Void)?
  private var timer: Timer?
  private var resolution: Resolution?
  private var addresses: ArraySlice<SocketAddress> = []
  private var handle: Handle?

  /// Starts to connect. The completion is called once, later, never from inside this call.
  ///
  /// A host with several addresses is tried at one after the other; the failure told is that of the
  /// last. `timeout` bounds the whole attempt, which then fails with `ETIMEDOUT`.
  public init(
    to endpoint: Endpoint, timeout: Duration? = nil,
    completion: @escaping @LoopActor (Result<Stream, StreamError>) -> Void
  ) {
    self.endpoint = endpoint
    self.completion = completion
    if let timeout {
      timer = Timer(after: timeout) { [weak self] in self?.fail(status: UV_ETIMEDOUT.rawValue) }
    }
    do throws(LoopError) {
      try start()
    } catch {
      LoopActor.spawn { [weak self] in self?.fail(status: error.status) }
    }
  }

  isolated deinit { release() }

  /// Gives up; the completion will not be called.
  public func cancel() {
    completion = nil
    release()
  }

  /// Gives up, and says so to the completion unless it has been called.
  func fail(status: Int32) {
    release()
    completion.take()?(.failure(.system(LoopError(call: "connect \(endpoint)", status: status))))
  }

  private func release() {
    timer = nil
    resolution?.cancel()
    resolution = nil
    handle?.close()
    handle = nil
  }
}

extension ConnectionAttempt {
  private func start() throws(LoopError) {
    switch endpoint {
    case .unix(let path):
      try connect(toPath: path)
    case .tcp(let host, let port):
      if let address = SocketAddress(numericHost: host, port: port) {
        addresses = [address]
        return try connectToNextAddress()
      }
      resolution = try Resolution(host: host, port: port) { [weak self] answer in
        self?.resolved(answer)
      }
    }
  }

  private func resolved(_ answer: Result<[SocketAddress], LoopError>) {
    resolution = nil
    do throws(LoopError) {
      addresses = try answer.get()[...]
      try connectToNextAddress()
    } catch {
      fail(status: error.status)
    }
  }

  private func connect(toPath path: String) throws(LoopError) {
    let handle = try Handle.pipe()
    handle.setOwner(self)
    self.handle = handle
    let socket = try UnixSocketPath(path, "connect")
    let request = UnsafeMutablePointer<uv_connect_t>.allocate(capacity: 1)
    request.initialize(to: uv_connect_t())
    uv_pipe_connect(
      request, handle.pointer(to: uv_pipe_t.self), socket.name
    ) { connectionAttemptEnded(request: $0, status: $1) }
  }

  /// Throws when no address is left to try.
  private func connectToNextAddress() throws(LoopError) {
    var failure = LoopError(call: "connect", status: UV_EADDRNOTAVAIL.rawValue)
    while let address = addresses.popFirst() {
      do throws(LoopError) {
        return try connect(to: address)
      } catch {
        failure = error
      }
    }
    throw failure
  }

  private func connect(to address: SocketAddress) throws(LoopError) {
    let handle = try Handle.tcp()
    handle.setOwner(self)
    self.handle?.close()
    self.handle = handle
    let request = UnsafeMutablePointer<uv_connect_t>.allocate(capacity: 1)
    request.initialize(to: uv_connect_t())
    let status = address.withPointer { address in
      uv_tcp_connect(
        request, handle.pointer(to: uv_tcp_t.self), address
      ) { connectionAttemptEnded(request: $0, status: $1) }
    }
    guard status >= 0 else {
      request.deallocate()
      throw LoopError(call: "connect", status: status)
    }
  }

  fileprivate func connected(status: Int32) {
    guard status == 0, let handle = handle.take() else {
      return connectionFailed(status: status)
    }
    if case .tcp = endpoint { uv_tcp_nodelay(handle.pointer(to: uv_tcp_t.self), 1) }
    timer = nil
    completion.take()?(.success(Stream(handle, peer: endpoint)))
  }

  private func connectionFailed(status: Int32) {
    guard !addresses.isEmpty else { return fail(status: status) }
    do throws(LoopError) {
      try connectToNextAddress()
    } catch {
      fail(status: error.status)
    }
  }
}

/// What libuv calls when a connection is made or refused, or its handle was closed meanwhile: then
/// the handle has no owner any more.
@LoopActor
private func connectionAttemptEnded(request: UnsafeMutablePointer<uv_connect_t>?, status: Int32) {
  guard let request else { return }
  let attempt = request.pointee.handle.pointee.data.object(as: ConnectionAttempt.self)
  request.deallocate()
  attempt?.connected(status: status)
}

extension Stream {
  /// Connects to `endpoint`; fails with `ECANCELED` when the task is cancelled meanwhile. See
  /// ``ConnectionAttempt`` for the time limit and for hosts with several addresses.
  public static func connect(
    to endpoint: Endpoint, timeout: Duration? = nil
  ) async throws(StreamError) -> Stream {
    let pending = PendingConnection()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        pending.attempt = ConnectionAttempt(to: endpoint, timeout: timeout) {
          continuation.resume(returning: $0)
        }
      }
    } onCancel: {
      LoopActor.spawn { pending.attempt?.fail(status: UV_ECANCELED.rawValue) }
    }
    return try result.get()
  }
}

/// Keeps an attempt alive while a task waits for it, and within reach of the task's cancellation.
@LoopActor
private final class PendingConnection {
  var attempt: ConnectionAttempt?
}
