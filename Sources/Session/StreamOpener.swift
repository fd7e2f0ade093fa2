public import EventLoop
public import TLS

/// Opens byte streams to remotes, as their connection methods say.
@LoopActor
public final class StreamOpener {
  private let tls: TLSContext?

  /// Keys and certificates are those of `tls`, their files read again whenever they have changed;
  /// without it, no remote that wants TLS can be reached.
  public init(tls: TLSConfiguration?) { self.tls = tls.map { TLSContext($0) } }

  /// Starts to connect, or to listen for one peer, and returns the attempt, which ends when released.
  ///
  /// The completion is called once, later, never from inside this call. With TLS the stream's peer
  /// is known by then. How long an attempt may take is for the caller to decide.
  public func open(
    _ remote: Remote,
    completion: @escaping @LoopActor (Result<any ByteStream, StreamError>) -> Void
  ) -> StreamAttempt {
    StreamAttempt(remote, tls: tls, completion: completion)
  }
}
