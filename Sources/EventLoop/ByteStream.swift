/// A connected, ordered stream of bytes in both directions: a socket, or a layer over one.
///
/// Callbacks come on the loop, never from inside ``send(_:)``, and none after ``close()``. Releasing
/// a stream closes it.
@LoopActor
public protocol ByteStream: AnyObject {
  /// Starts reading: hands each chunk the peer sends to `receive`, for that call only, and the end
  /// to `finish`, once: nil when the peer has closed its side, else why the stream broke.
  ///
  /// After `finish` nothing is received. A stream whose peer has only closed its side still sends.
  /// The closures are kept until the stream ends, so let them capture the stream's owner weakly.
  /// Throws when the stream has already broken or is closed.
  func read(
    _ receive: @escaping @LoopActor (borrowing Span<UInt8>) -> Void,
    finish: @escaping @LoopActor (StreamError?) -> Void
  ) throws(StreamError)

  /// Leaves what the peer sends in the operating system's buffers, which in time stops the peer. The
  /// end of the stream is not noticed either until ``resumeReading()``.
  func pauseReading()

  /// Goes on after ``pauseReading()``; no effect otherwise.
  func resumeReading()

  /// Queues all of `bytes` after what was sent before. A failed write ends the stream through
  /// `finish`; what is sent after the end is dropped.
  func send(_ bytes: [UInt8])

  /// How many bytes were accepted and not yet written: for bounds on the backlog.
  var pendingBytes: Int { get }

  /// Drops what is not yet written and lets go of the connection. May be called at any time and any
  /// number of times, inside callbacks too.
  func close()
}
