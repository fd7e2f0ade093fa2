import EventLoop
import Glibc
import Testing

/// The kinds of address that streams connect to; a path is made up when the test runs.
enum Kind: CaseIterable, Sendable {
  case unix, longUnix, ipv4, ipv6, name

  func endpoint(in folder: TemporaryFolder) -> Endpoint {
    switch self {
    case .unix: .unix(path: "\(folder.path)/echo.sock")
    case .longUnix:
      .unix(path: "\(folder.path)/\(String(repeating: "./", count: 100))echo.sock")
    case .ipv4, .name: .tcp(host: "127.0.0.1", port: 0)
    case .ipv6: .tcp(host: "::1", port: 0)
    }
  }

  /// How a client names the `server` that listens.
  func target(_ server: Endpoint) -> Endpoint {
    guard self == .name, case .tcp(_, let port) = server else { return server }
    return .tcp(host: "localhost", port: port)
  }
}

@Suite("A stream", .eventLoop, .timeLimit(.minutes(1)))
struct StreamTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "carries bytes both ways, however many",
    arguments: Kind.allCases, [1, 65_536, 1_000_000])
  func echoes(kind: Kind, count: Int) async throws {
    try await onLoop {
      let echo = try Echo(at: kind.endpoint(in: folder))
      defer { echo.stop() }
      let client = try await Stream.connect(to: kind.target(echo.endpoint), timeout: .seconds(30))
      let inbox = try Inbox(client)
      let sent = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
      client.send(sent)
      await inbox.wait { $0.bytes.count >= count }
      #expect(inbox.bytes == sent)
      #expect(client.pendingBytes == 0)
      client.close()
    }
  }

  @Test("keeps the order of many small writes behind a large one")
  func ordersWrites() async throws {
    try await onLoop {
      let echo = try Echo(at: .tcp(host: "127.0.0.1", port: 0))
      defer { echo.stop() }
      let client = try await Stream.connect(to: echo.endpoint)
      let inbox = try Inbox(client)
      var sent = [UInt8](repeating: 0, count: 1_000_000)
      client.send(sent)
      for byte in UInt8(1)...200 {
        client.send([byte])
        sent.append(byte)
      }
      await inbox.wait { $0.bytes.count >= sent.count }
      #expect(inbox.bytes == sent)
    }
  }

  @Test("tells that the peer has closed, once and as no error")
  func endsWithPeer() async throws {
    try await onLoop {
      let echo = try Echo(at: .unix(path: "\(folder.path)/s"))
      let client = try await Stream.connect(to: echo.endpoint)
      let inbox = try Inbox(client)
      await turn { !echo.clients.isEmpty }
      echo.stop()
      await inbox.wait { $0.isEnded }
      #expect(throws: Never.self) { try inbox.end?.get() }
    }
  }

  @Test("ends with an error when a write fails")
  func endsOnFailedWrite() async throws {
    try await onLoop {
      let echo = try Echo(at: .unix(path: "\(folder.path)/s"))
      let client = try await Stream.connect(to: echo.endpoint)
      await turn { !echo.clients.isEmpty }
      echo.stop()
      // The peer's end is not noticed while reading is paused: the write meets it first.
      client.pauseReading()
      let inbox = try Inbox(client)
      client.send([1])
      #expect(inbox.end == nil, "never from inside send")
      // A process that another test starts just now has the peer's end, too, until it runs its program.
      await turn {
        client.send([1])
        return inbox.end != nil
      }
      let error = #expect(throws: StreamError.self) { try inbox.end?.get() }
      #expect(error?.description == "write: Broken pipe")
      client.send([2])
      #expect(client.pendingBytes == 0)
      #expect(throws: StreamError.self) { try client.read({ _ in }, finish: { _ in }) }
    }
  }

  @Test("counts what the peer does not take, and goes on when it does")
  func countsBacklog() async throws {
    try await onLoop {
      var accepted: EventLoop.Stream?
      let listener = try Listener(at: .unix(path: "\(folder.path)/s")) { accepted = $0 }
      defer { listener.close() }
      let client = try await Stream.connect(to: listener.endpoint)
      await turn { accepted != nil }
      let server = try #require(accepted)
      server.pauseReading()
      let inbox = try Inbox(server)
      client.send([UInt8](repeating: 1, count: 2_000_000))
      client.send([UInt8](repeating: 2, count: 1_000_000))
      #expect((1_000_001...3_000_000).contains(client.pendingBytes))
      await LoopActor.sleep(for: .milliseconds(5))
      #expect(inbox.bytes.isEmpty)
      server.resumeReading()
      await inbox.wait { $0.bytes.count >= 3_000_000 }
      #expect(client.pendingBytes == 0)
      #expect(inbox.bytes[1_999_999] == 1 && inbox.bytes[2_000_000] == 2)
    }
  }

  @Test("may be closed inside its callback, and calls nothing afterwards")
  func closesInCallback() async throws {
    try await onLoop {
      let echo = try Echo(at: .unix(path: "\(folder.path)/s"))
      defer { echo.stop() }
      let client = try await Stream.connect(to: echo.endpoint)
      var chunks = 0
      var isFinished = false
      try client.read { _ in
        chunks += 1
        client.close()
        client.close()
      } finish: { _ in
        isFinished = true
      }
      client.send([UInt8](repeating: 7, count: 1_000_000))
      await turn { chunks > 0 }
      let other = try await Stream.connect(to: echo.endpoint)
      let inbox = try Inbox(other)
      other.send([1])
      await inbox.wait { !$0.bytes.isEmpty }
      #expect(chunks == 1)
      #expect(!isFinished)
      #expect(client.pendingBytes == 0)
      #expect(throws: StreamError.self) { try client.read({ _ in }, finish: { _ in }) }
    }
  }

  @Test("is closed when released, its unwritten bytes with it")
  func closesWhenReleased() async throws {
    try await onLoop {
      var accepted: EventLoop.Stream?
      let listener = try Listener(at: .unix(path: "\(folder.path)/s")) { accepted = $0 }
      defer { listener.close() }
      var client: EventLoop.Stream? = try await Stream.connect(to: listener.endpoint)
      client?.send([UInt8](repeating: 1, count: 3_000_000))
      client = nil
      await turn { accepted != nil }
      let inbox = try Inbox(#require(accepted))
      await inbox.wait { $0.isEnded }
      #expect(inbox.bytes.count < 3_000_000)
    }
  }

  @Test("leaves no descriptor open, whichever side ends it")
  func leavesNoDescriptor() async throws {
    try await onLoop {
      let path = "\(folder.path)/s"
      for round in 0..<20 {
        let echo = try Echo(at: .unix(path: path))
        let client = try await Stream.connect(to: echo.endpoint)
        await turn { !echo.clients.isEmpty }
        if round.isMultiple(of: 2) { echo.stop() } else { client.close() }
      }
      await turn { self.sockets(boundTo: path) == 0 }
    }
  }

  /// How many sockets, listening or accepted, have `path`, by the kernel's list.
  private func sockets(boundTo path: String) -> Int? {
    guard let file = fopen("/proc/net/unix", "r") else { return nil }
    defer { fclose(file) }
    var count = 0
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasSuffix(" \(path)\n") { count += 1 }
    }
    return count
  }
}
