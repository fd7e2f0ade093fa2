internal import CUV
internal import Glibc

/// A question to the resolver, answered on the loop; the resolver itself blocks a thread of libuv's.
@LoopActor
final class Resolution {
  private let request = UnsafeMutablePointer<uv_getaddrinfo_t>.allocate(capacity: 1)
  private var completion: ((Result<[SocketAddress], LoopError>) -> Void)?

  /// Starts to look up `host`. The completion is called later, once, unless cancelled or released
  /// before. Throws when libuv refuses the request.
  init(
    host: String, port: UInt16,
    completion: @escaping (Result<[SocketAddress], LoopError>) -> Void
  ) throws(LoopError) {
    self.completion = completion
    request.initialize(to: uv_getaddrinfo_t())
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    let status = uv_getaddrinfo(
      LoopActor.shared.executor.loop, request,
      { request, status, answer in
        guard let request, let data = request.pointee.data else { return }
        defer { uv_freeaddrinfo(answer) }
        let resolution = Unmanaged<Resolution>.fromOpaque(data).takeRetainedValue()
        resolution.finish(status: status, answer)
      }, host, String(port), &hints)
    try LoopError.check(status, "resolve \(host)")
    // libuv has the request until it calls back, a cancelled one too.
    request.pointee.data = Unmanaged.passRetained(self).toOpaque()
  }

  isolated deinit { request.deallocate() }

  func cancel() {
    guard completion != nil else { return }
    completion = nil
    // Fails for a question that a thread is at work on; its answer then goes to nobody.
    uv_cancel(UnsafeMutableRawPointer(request).assumingMemoryBound(to: uv_req_t.self))
  }

  private func finish(status: Int32, _ answer: UnsafeMutablePointer<addrinfo>?) {
    guard let completion = completion.take() else { return }
    guard status == 0 else {
      return completion(.failure(LoopError(call: "resolve", status: status)))
    }
    let entries = sequence(first: answer) { $0?.pointee.ai_next }.prefix { $0 != nil }
    completion(
      .success(
        entries.compactMap { entry in
          guard let entry, let address = entry.pointee.ai_addr else { return nil }
          return SocketAddress(copying: address, byteCount: Int(entry.pointee.ai_addrlen))
        }))
  }
}
