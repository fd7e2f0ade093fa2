public import EventLoop

/// Opens byte streams to remotes, as their connection methods say.
@LoopActor
public struct StreamOpener {
  /// Creates an opener.
  public init() {}

  /// Starts to connect, or to listen for one peer, and returns the attempt, which ends when released.
  ///
  /// The completion is called once, later, never from inside this call. How long an attempt may take
  /// is for the caller to decide.
  public func open(
    _ remote: Remote,
    completion: @escaping @LoopActor (Result<any ByteStream, StreamError>) -> Void
  ) -> StreamAttempt {
    StreamAttempt(remote, completion: completion)
  }
}

/// An attempt to reach a remote, under way until it calls back or is released.
@LoopActor
public final class StreamAttempt {
  private var completion: ((Result<any ByteStream, StreamError>) -> Void)?
  private var connecting: ConnectionAttempt?
  private var listener: Listener?

  init(
    _ remote: Remote,
    completion: @escaping @LoopActor (Result<any ByteStream, StreamError>) -> Void
  ) {
    self.completion = completion
    if remote.isSecure {
      LoopActor.spawn { [weak self] in
        self?.finish(.failure(.security("TLS is not available yet")))
      }
    } else if remote.isPassive {
      listen(remote)
    } else {
      connecting = ConnectionAttempt(to: remote.endpoint) { [weak self] result in
        self?.finish(result)
      }
    }
  }

  private func listen(_ remote: Remote) {
    do throws(LoopError) {
      listener = try Listener(at: remote.endpoint) { [weak self] stream in
        self?.finish(.success(stream))
      }
    } catch {
      LoopActor.spawn { [weak self] in self?.finish(.failure(.system(error))) }
    }
  }

  private func finish(_ result: Result<Stream, StreamError>) {
    // One peer is enough: the next one is told that nobody listens.
    listener?.close()
    completion.take()?(result.map { $0 })
  }
}
