internal import CUV

/// A connection over a Unix domain or TCP socket.
@LoopActor
public final class Stream: ByteStream {
  /// The other side: what was connected to, or for an accepted connection the peer's address (the
  /// listener's path if the socket is a Unix domain one, whose clients have no name).
  public let peer: Endpoint

  private let handle: Handle
  private var receive: ((borrowing Span<UInt8>) -> Void)?
  private var finish: ((StreamError?) -> Void)?
  private var isPaused = false

  /// Why the stream broke, once it has.
  private var failure: StreamError?

  /// Takes over a connected handle.
  init(_ handle: Handle, peer: Endpoint) {
    self.handle = handle
    self.peer = peer
    handle.setOwner(self)
  }

  isolated deinit { handle.close() }

  public func read(
    _ receive: @escaping @LoopActor (borrowing Span<UInt8>) -> Void,
    finish: @escaping @LoopActor (StreamError?) -> Void
  ) throws(StreamError) {
    if let failure { throw failure }
    guard !handle.isClosed else {
      throw .system(LoopError(call: "read", status: UV_ECANCELED.rawValue))
    }
    self.receive = receive
    self.finish = finish
    guard !isPaused else { return }
    do throws(LoopError) {
      try startReading()
    } catch {
      self.receive = nil
      self.finish = nil
      throw .system(error)
    }
  }

  public func pauseReading() {
    isPaused = true
    guard !handle.isClosed else { return }
    uv_read_stop(handle.stream)
  }

  public func resumeReading() {
    guard isPaused else { return }
    isPaused = false
    guard !handle.isClosed, receive != nil else { return }
    do throws(LoopError) {
      try startReading()
    } catch {
      endLater(error)
    }
  }

  public func send(_ bytes: [UInt8]) {
    guard !handle.isClosed, failure == nil, !bytes.isEmpty else { return }
    let status: Int32 = bytes.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(writeAtOnce(bytes)))
      return rest.isEmpty ? 0 : WriteRequest.start(rest, on: handle.stream)
    }
    if status < 0 { endLater(LoopError(call: "write", status: status)) }
  }

  public var pendingBytes: Int {
    handle.isClosed ? 0 : uv_stream_get_write_queue_size(handle.stream)
  }

  public func close() {
    receive = nil
    finish = nil
    handle.close()
  }
}

// MARK: - What libuv calls

extension Stream {
  private func startReading() throws(LoopError) {
    let status = uv_read_start(handle.stream) { _, _, buffer in
      buffer?.pointee = ReadBuffer.asBuffer
    } _: { handle, count, buffer in
      guard let stream = handle?.pointee.data.object(as: Stream.self) else { return }
      if count > 0 {
        let bytes = UnsafeRawBufferPointer(start: buffer?.pointee.base, count: count)
        stream.receive?(bytes.assumingMemoryBound(to: UInt8.self).span)
      } else if count < 0 {
        stream.readEnded(status: Int32(count))
      }
    }
    try LoopError.check(status, "read")
  }

  private func readEnded(status: Int32) {
    guard status != UV_EOF.rawValue else { return end(nil) }
    end(.system(LoopError(call: "read", status: status)))
  }

  func writeEnded(status: Int32) {
    guard status < 0, failure == nil else { return }
    end(.system(LoopError(call: "write", status: status)))
  }

  /// Writes as much as the socket takes now, without a copy, unless something is queued before; an
  /// error comes up again in the queued write, which is told outside of ``send(_:)``.
  private func writeAtOnce(_ bytes: UnsafeRawBufferPointer) -> Int {
    var buffer = uv_buf_t()
    buffer.base = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?
      .assumingMemoryBound(to: CChar.self)
    buffer.len = bytes.count
    return max(0, Int(uv_try_write(handle.stream, &buffer, 1)))
  }

  private func end(_ error: StreamError?) {
    failure = error
    receive = nil
    if !handle.isClosed { uv_read_stop(handle.stream) }
    finish.take()?(error)
  }

  private func endLater(_ error: LoopError) {
    failure = .system(error)
    LoopActor.spawn { [weak self] in self?.end(.system(error)) }
  }
}
