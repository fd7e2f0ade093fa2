public import EventLoop
public import JSON

/// JSON-RPC over a byte stream (RFC 7047, 4): messages out, messages in, `echo` answered on the way.
///
/// Releasing the connection closes its stream.
@LoopActor
public final class RPCConnection {
  /// What a connection tells its owner.
  public enum Event: Sendable {
    /// Bytes arrived, whether or not they complete a message: the peer lives.
    case activity
    /// A message arrived. `echo` requests are answered already and not told.
    case message(RPCMessage<JSONElement>)
    /// The connection is over; it is closed and tells nothing more.
    case ended(RPCError)
  }

  private let stream: any ByteStream
  private let backlogMaximum: Int
  private var parser: JSONParser
  private var receive: ((Event) -> Void)?

  /// Takes over `stream` and begins to read.
  ///
  /// `receive` is called once for each event, later, never from inside this call or ``send(_:)``. A
  /// peer that leaves more than `backlogMaximum` bytes unread is disconnected.
  public init(
    over stream: any ByteStream, limits: JSONLimits = JSONLimits(),
    backlogMaximum: Int = 1 << 30, receive: @escaping @LoopActor (Event) -> Void
  ) {
    self.stream = stream
    self.backlogMaximum = backlogMaximum
    self.receive = receive
    parser = JSONParser(limits: limits)
    do throws(StreamError) {
      try stream.read { [weak self] bytes in
        self?.received(bytes)
      } finish: { [weak self] error in
        self?.streamEnded(error)
      }
    } catch {
      let error = RPCError.stream(error.reason)
      LoopActor.spawn { [weak self] in self?.end(error) }
    }
  }

  isolated deinit { stream.close() }

  /// Queues `message` behind those sent before; dropped once the connection is over.
  public func send(_ message: RPCMessage<JSON>) {
    guard receive != nil else { return }
    var bytes: [UInt8] = []
    message.json.write(to: &bytes)
    send(text: bytes)
  }

  /// As ``send(_:)``, of a message's text, which may go to several connections.
  public func send(text: [UInt8]) {
    guard receive != nil else { return }
    stream.send(text)
    guard stream.pendingBytes > backlogMaximum else { return }
    let error = RPCError.backlog(byteCount: stream.pendingBytes)
    LoopActor.spawn { [weak self] in self?.end(error) }
  }

  /// How many bytes were accepted and not yet written.
  public var pendingBytes: Int { stream.pendingBytes }

  /// Bytes of memory that a message takes which has not come to its end.
  public var unfinishedSize: Int { parser.unfinishedSize }

  /// Leaves what the peer sends unread, which in time stops it.
  public func pauseReading() { stream.pauseReading() }

  /// Goes on after ``pauseReading()``.
  public func resumeReading() { stream.resumeReading() }

  /// Closes the connection and drops what is not yet written. No event follows. May be called again,
  /// and inside `receive`.
  public func close() {
    receive = nil
    stream.close()
  }
}

extension RPCConnection {
  private func received(_ bytes: borrowing Span<UInt8>) {
    receive?(.activity)
    guard receive != nil else { return }
    parser.append(bytes)
    do throws(RPCError) {
      while receive != nil, let document = try nextDocument() {
        deliver(try RPCMessage(document.root))
      }
    } catch {
      end(error)
    }
  }

  private func streamEnded(_ error: StreamError?) {
    if let error { return end(.stream(error.reason)) }
    end(parser.unreadOffset == nil ? .closedByPeer : .notJSON("closed by peer inside a message"))
  }

  private func nextDocument() throws(RPCError) -> JSONDocument? {
    do throws(JSONError) {
      return try parser.next()
    } catch {
      throw .notJSON(error.description)
    }
  }

  private func deliver(_ message: RPCMessage<JSONElement>) {
    if case .request(let id, "echo", let parameters) = message {
      send(.response(id: id, result: parameters.json))
    } else {
      receive?(.message(message))
    }
  }

  private func end(_ error: RPCError) {
    stream.close()
    receive.take()?(.ended(error))
  }
}
