public import EventLoop
internal import TLS

/// An attempt to reach a remote, under way until it calls back or is released.
@LoopActor
public final class StreamAttempt {
  private let remote: Remote
  private let tls: TLSContext?
  private var completion: ((Result<any ByteStream, StreamError>) -> Void)?
  private var connecting: ConnectionAttempt?
  private var listener: Listener?
  private var securing: SecureStream?

  init(
    _ remote: Remote, tls: TLSContext?,
    completion: @escaping @LoopActor (Result<any ByteStream, StreamError>) -> Void
  ) {
    self.remote = remote
    self.tls = tls
    self.completion = completion
    if remote.isSecure, tls == nil {
      failLater(.security("no private key and certificates are configured for TLS"))
    } else if remote.isPassive {
      listen()
    } else {
      connecting = ConnectionAttempt(to: remote.endpoint) { [weak self] result in
        self?.opened(result)
      }
    }
  }

  private func listen() {
    do throws(LoopError) {
      listener = try Listener(at: remote.endpoint) { [weak self] stream in
        self?.opened(.success(stream))
      }
    } catch {
      failLater(.system(error))
    }
  }

  private func opened(_ result: Result<Stream, StreamError>) {
    // One peer is enough: the next one is told that nobody listens.
    listener?.close()
    switch result {
    case .failure(let error): finish(.failure(error))
    case .success(let stream):
      guard remote.isSecure, let tls else { return finish(.success(stream)) }
      secure(stream, tls)
    }
  }

  private func secure(_ stream: Stream, _ tls: TLSContext) {
    do throws(TLSError) {
      let session = remote.isPassive ? try tls.server() : try tls.client(serverName: serverName)
      securing = SecureStream(over: stream, session) { [weak self] error in
        guard let self, let stream = securing else { return }
        finish(error.map { .failure($0) } ?? .success(stream))
      }
    } catch {
      finish(.failure(.security("\(error)")))
    }
  }

  /// The host, if it is a name: a server may be chosen by name, but not by address (RFC 6066, 3).
  private var serverName: String? {
    guard case .ssl(let host, _) = remote, !host.contains(":"),
      !host.allSatisfy({ $0.isNumber || $0 == "." })
    else { return nil }
    return host
  }

  private func failLater(_ error: StreamError) {
    LoopActor.spawn { [weak self] in self?.finish(.failure(error)) }
  }

  private func finish(_ result: Result<any ByteStream, StreamError>) {
    securing = nil
    completion.take()?(result)
  }
}
