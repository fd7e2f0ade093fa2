public import EventLoop
public import TLS

/// A byte stream inside a TLS session over another stream.
@LoopActor
public final class SecureStream: ByteStream {
  private let transport: any ByteStream
  private let session: TLSSession
  private var established: ((StreamError?) -> Void)?
  private var receive: ((borrowing Span<UInt8>) -> Void)?
  private var finish: ((StreamError?) -> Void)?
  /// What the peer sent before anybody read.
  private var unread: [UInt8] = []
  /// How the stream ended, once it has.
  private var end: Result<Void, StreamError>?

  /// Takes over `transport` and shakes hands; then, or when that fails, calls `established`, once,
  /// later, never from inside this call.
  public init(
    over transport: any ByteStream, _ session: TLSSession,
    established: @escaping @LoopActor (StreamError?) -> Void
  ) {
    self.transport = transport
    self.session = session
    self.established = established
    do throws(StreamError) {
      try transport.read { [weak self] bytes in
        self?.received(bytes)
      } finish: { [weak self] error in
        self?.transportEnded(error)
      }
      transport.send(session.takeOutput())
    } catch {
      endLater(.failure(error))
    }
  }

  isolated deinit { transport.close() }

  public func read(
    _ receive: @escaping @LoopActor (borrowing Span<UInt8>) -> Void,
    finish: @escaping @LoopActor (StreamError?) -> Void
  ) throws(StreamError) {
    if case .failure(let error) = end { throw error }
    self.receive = receive
    self.finish = finish
    guard !unread.isEmpty || end != nil else { return }
    LoopActor.spawn { [weak self] in self?.deliverUnread() }
  }

  public func pauseReading() { transport.pauseReading() }

  public func resumeReading() { transport.resumeReading() }

  public func send(_ bytes: [UInt8]) {
    guard end == nil else { return }
    do throws(TLSError) {
      transport.send(try session.send(bytes))
    } catch {
      endLater(.failure(.security("\(error)")))
    }
  }

  public var pendingBytes: Int { transport.pendingBytes + session.pendingBytes }

  /// The common name in the peer's certificate; nil if it showed none.
  public var peerCommonName: String? { session.peerCommonName }

  public func close() {
    established = nil
    receive = nil
    finish = nil
    if end == nil { transport.send(session.close()) }
    transport.close()
  }
}

extension SecureStream {
  private func received(_ bytes: borrowing Span<UInt8>) {
    guard end == nil else { return }
    do throws(TLSError) {
      let plaintext = try session.receive(bytes)
      transport.send(session.takeOutput())
      if session.state != .handshaking { established.take()?(nil) }
      deliver(plaintext)
      if session.state == .closedByPeer { end(.success(())) }
    } catch {
      // The peer is told why.
      transport.send(session.takeOutput())
      end(.failure(.security("\(error)")))
    }
  }

  private func transportEnded(_ error: StreamError?) {
    if let error { return end(.failure(error)) }
    do throws(TLSError) {
      try session.receiveEnd()
      end(.success(()))
    } catch {
      end(.failure(.security("\(error)")))
    }
  }

  private func deliver(_ plaintext: [UInt8]) {
    guard !plaintext.isEmpty else { return }
    if let receive, unread.isEmpty {
      receive(plaintext.span)
    } else {
      unread += plaintext
    }
  }

  private func deliverUnread() {
    let bytes = unread
    unread = []
    if !bytes.isEmpty { receive?(bytes.span) }
    if let end { tell(end) }
  }

  private func end(_ end: Result<Void, StreamError>) {
    guard self.end == nil else { return }
    self.end = end
    if case .failure(let error) = end {
      transport.close()
      established.take()?(error)
    }
    if unread.isEmpty { tell(end) }
  }

  /// Not before what came before it was received.
  private func tell(_ end: Result<Void, StreamError>) {
    receive = nil
    switch end {
    case .success: finish.take()?(nil)
    case .failure(let error): finish.take()?(error)
    }
  }

  private func endLater(_ end: Result<Void, StreamError>) {
    LoopActor.spawn { [weak self] in self?.end(end) }
  }
}
