import EventLoop
import Glibc
import JSON
import LoopTesting
import Session
import Testing

@Suite("A JSON-RPC connection", .eventLoop, .timeLimit(.minutes(1)))
struct RPCConnectionTests {
  @Test("carries messages, however the bytes are cut", arguments: [1, 7, 1000])
  func carries(chunk: Int) async throws {
    try await onLoop {
      let pair = try await Pair()
      let text = #"{"id":1,"method":"a","params":[]} {"id":null,"method":"b","params":["é"]}"#
      let bytes = Array((text + #"{"id":2,"result":7,"error":null}"#).utf8)
      for start in stride(from: 0, to: bytes.count, by: chunk) {
        pair.peer.send(Array(bytes[start..<min(start + chunk, bytes.count)]))
      }
      #expect(
        await pair.next(3) == [
          #"{"id":1,"method":"a","params":[]}"#, #"{"id":null,"method":"b","params":["é"]}"#,
          #"{"error":null,"id":2,"result":7}"#,
        ])
    }
  }

  @Test("answers echo with its parameters, and passes other requests on")
  func echoes() async throws {
    try await onLoop {
      let pair = try await Pair()
      pair.peer.send(Array(#"{"id":"e","method":"echo","params":[1,{"a":null}]}"#.utf8))
      pair.peer.send(Array(#"{"id":"m","method":"more","params":[]}"#.utf8))
      #expect(await pair.next(1) == [#"{"id":"m","method":"more","params":[]}"#])
      pair.connection.send(.failure(id: "m", error: "unknown method"))
      let answers =
        #"{"error":null,"id":"e","result":[1,{"a":null}]}"#
        + #"{"error":"unknown method","id":"m","result":null}"#
      #expect(await pair.sent(answers.utf8.count) == answers)
    }
  }

  @Test(
    "ends with what is wrong with the peer's bytes",
    arguments: [
      ("{]", RPCError.notJSON("unexpected ']' at byte 1")),
      ("[]", .malformed("a message is not an object")),
      (String(repeating: "[", count: 20), .notJSON("nested more than 10 deep at byte 10")),
      (
        #"{"id":null,"method":"\#(String(repeating: "x", count: 200))"#,
        .notJSON("longer than 100 bytes at byte 100")
      ),
    ])
  func ends(text: String, error: RPCError) async throws {
    try await onLoop {
      let pair = try await Pair(limits: JSONLimits(bytes: 100, depth: 10))
      pair.peer.send(Array((#"{"id":null,"method":"a","params":[]}"# + text).utf8))
      let events = await pair.next(2)
      #expect(events.first == #"{"id":null,"method":"a","params":[]}"#)
      let offset = #"{"id":null,"method":"a","params":[]}"#.utf8.count
      #expect(events.last == Self.shifted(error, by: offset).description)
    }
  }

  @Test("ends when the peer does, in the middle of a message too")
  func endsWithPeer() async throws {
    try await onLoop {
      let whole = try await Pair()
      whole.peer.close()
      #expect(await whole.next(1) == ["connection closed by peer"])
      let cut = try await Pair()
      cut.peer.send(Array(#"{"id":"#.utf8))
      cut.peer.close()
      #expect(await cut.next(1) == ["error parsing stream: closed by peer inside a message"])
    }
  }

  @Test("ends when the peer does not read")
  func endsWithBacklog() async throws {
    try await onLoop {
      let pair = try await Pair(backlogMaximum: 1000)
      let message = RPCMessage<JSON>.notification(
        method: "a", parameters: [.string(String(repeating: "x", count: 10_000_000))])
      pair.connection.send(message)
      let error = await pair.next(1).first ?? ""
      #expect(error.hasSuffix(" bytes wait to be read by the peer"))
      #expect(pair.connection.pendingBytes == 0)
    }
  }

  @Test("says nothing after it was closed, by its own handler too")
  func closes() async throws {
    try await onLoop {
      let pair = try await Pair()
      pair.closesAtFirst = true
      pair.peer.send(
        Array(#"{"id":1,"method":"a","params":[]}{"id":2,"method":"b","params":[]}{"#.utf8))
      #expect(await pair.next(1) == [#"{"id":1,"method":"a","params":[]}"#])
      await pair.waitForPeerEnd()
      #expect(pair.events == [])
    }
  }

  /// The same error further on in the stream.
  private static func shifted(_ error: RPCError, by offset: Int) -> RPCError {
    guard case .notJSON(let text) = error, let space = text.lastIndex(of: " "),
      let place = Int(text[text.index(after: space)...])
    else { return error }
    return .notJSON("\(text[..<space]) \(place + offset)")
  }
}

/// A connection, and the bare stream at its other end.
@LoopActor
private final class Pair {
  let peer: EventLoop.Stream
  private(set) var connection: RPCConnection!
  /// What the connection told and was not asked for yet.
  private(set) var events: [String] = []
  var closesAtFirst = false
  private var received: [UInt8] = []
  private var isPeerEnded = false

  init(limits: JSONLimits = JSONLimits(), backlogMaximum: Int = 1 << 30) async throws {
    var template = Array("/tmp/isthmus-rpc-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CancellationError() }
    let folder = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    defer { rmdir(folder) }
    let endpoint = Endpoint.unix(path: "\(folder)/s")
    let (accepted, acceptance) = AsyncStream.makeStream(of: EventLoop.Stream.self)
    let listener = try Listener(at: endpoint) { acceptance.yield($0) }
    defer { listener.close() }
    peer = try await Stream.connect(to: endpoint)
    var iterator = accepted.makeAsyncIterator()
    guard let stream = await iterator.next() else { throw CancellationError() }
    connection = RPCConnection(over: stream, limits: limits, backlogMaximum: backlogMaximum) {
      [weak self] event in self?.record(event)
    }
  }

  /// The next `count` events, as text.
  func next(_ count: Int) async -> [String] {
    while events.count < count { await LoopActor.sleep(for: .milliseconds(1)) }
    defer { events.removeFirst(count) }
    return Array(events.prefix(count))
  }

  /// What the peer has received, once that are `count` bytes.
  func sent(_ count: Int) async -> String {
    try? peer.read { [weak self] bytes in
      bytes.withUnsafeBufferPointer { self?.received += $0 }
    } finish: { _ in
    }
    while received.count < count { await LoopActor.sleep(for: .milliseconds(1)) }
    return String(decoding: received, as: UTF8.self)
  }

  func waitForPeerEnd() async {
    try? peer.read({ _ in }, finish: { [weak self] _ in self?.isPeerEnded = true })
    while !isPeerEnded { await LoopActor.sleep(for: .milliseconds(1)) }
  }

  private func record(_ event: RPCConnection.Event) {
    switch event {
    case .activity: return
    case .message(let message): events.append(message.apart.description)
    case .ended(let error): events.append(error.description)
    }
    if closesAtFirst { connection.close() }
  }
}
