internal import CUV

/// Owns the memory of one libuv handle, and closes the handle when told to or when released.
///
/// libuv may touch the memory until its close callback, so that callback is what frees it.
@LoopActor
final class Handle {
  private let memory: UnsafeMutablePointer<uv_any_handle>
  private(set) var isClosed = false

  /// Makes a handle by one of libuv's `uv_*_init` functions.
  init<Kind>(
    _ kind: Kind.Type, _ call: String,
    by initialise: (UnsafeMutablePointer<uv_loop_t>, UnsafeMutablePointer<Kind>) -> Int32
  ) throws(LoopError) {
    memory = .allocate(capacity: 1)
    memory.initialize(to: uv_any_handle())
    let status = initialise(
      LoopActor.shared.executor.loop,
      UnsafeMutableRawPointer(memory).assumingMemoryBound(to: kind))
    guard status >= 0 else {
      memory.deallocate()
      throw LoopError(call: call, status: status)
    }
  }

  isolated deinit { close() }

  /// The object that callbacks find in the handle's `data`; whoever it is closes the handle at the
  /// latest when it is itself released, and from then on callbacks find nothing.
  func setOwner(_ owner: AnyObject) {
    pointer(to: uv_handle_t.self).pointee.data = Unmanaged.passUnretained(owner).toOpaque()
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    let handle = pointer(to: uv_handle_t.self)
    handle.pointee.data = nil
    uv_close(handle) { $0?.deallocate() }
  }

  /// The handle as one of the kinds that begin with the same fields; not to be used once closed.
  func pointer<Kind>(to kind: Kind.Type) -> UnsafeMutablePointer<Kind> {
    UnsafeMutableRawPointer(memory).assumingMemoryBound(to: kind)
  }

  var stream: UnsafeMutablePointer<uv_stream_t> { pointer(to: uv_stream_t.self) }
}

extension Handle {
  static func pipe() throws(LoopError) -> Handle {
    try Handle(uv_pipe_t.self, "uv_pipe_init") { uv_pipe_init($0, $1, 0) }
  }

  static func tcp() throws(LoopError) -> Handle {
    try Handle(uv_tcp_t.self, "uv_tcp_init") { uv_tcp_init($0, $1) }
  }
}

extension UnsafeMutableRawPointer? {
  /// The object whose address was stored in a handle's or a request's `data`.
  func object<Object: AnyObject>(as _: Object.Type) -> Object? {
    map { Unmanaged<Object>.fromOpaque($0).takeUnretainedValue() }
  }
}
