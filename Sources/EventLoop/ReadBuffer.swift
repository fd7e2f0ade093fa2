internal import CUV

/// The memory that libuv reads into, shared by all streams: a chunk is consumed inside the callback
/// that follows its read, and the loop reads one stream at a time.
@LoopActor
enum ReadBuffer {
  private static let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 128 << 10)

  static var asBuffer: uv_buf_t { uv_buf_init(bytes.baseAddress, UInt32(bytes.count)) }
}
