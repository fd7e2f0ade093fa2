internal import CUV

/// The memory of one queued write: libuv's request, followed by a copy of the bytes.
@LoopActor
enum WriteRequest {
  /// Queues `bytes` on `stream`; the stream's owner, if there still is one, is told how it ended.
  /// Returns a status below zero, and tells nobody, when libuv refuses at once.
  static func start(
    _ bytes: UnsafeRawBufferPointer, on stream: UnsafeMutablePointer<uv_stream_t>
  ) -> Int32 {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: MemoryLayout<uv_write_t>.stride + bytes.count,
      alignment: MemoryLayout<uv_write_t>.alignment)
    let request = memory.initializeMemory(as: uv_write_t.self, to: uv_write_t())
    let copy = memory + MemoryLayout<uv_write_t>.stride
    if let source = bytes.baseAddress { copy.copyMemory(from: source, byteCount: bytes.count) }
    var buffer = uv_buf_t()
    buffer.base = copy.assumingMemoryBound(to: CChar.self)
    buffer.len = bytes.count
    let status = uv_write(request, stream, &buffer, 1) { request, status in
      let stream = request?.pointee.handle.pointee.data.object(as: Stream.self)
      request?.deallocate()
      stream?.writeEnded(status: status)
    }
    if status < 0 { memory.deallocate() }
    return status
  }
}
