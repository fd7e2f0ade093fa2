import EventLoop
import Glibc
import Testing

@Suite("A connection attempt", .eventLoop, .timeLimit(.minutes(1)))
struct ConnectionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "says what was refused and why",
    arguments: [
      (Endpoint.unix(path: "/nonexistent/s"), "No such file or directory"),
      (
        .unix(path: "/nonexistent/" + String(repeating: "x", count: 120)),
        "No such file or directory"
      ),
      (.unix(path: "/tmp/" + String(repeating: "x", count: 120)), "File name too long"),
      (.tcp(host: "127.0.0.1", port: 1), "Connection refused"),
      (.tcp(host: "::1", port: 1), "Connection refused"),
      (.tcp(host: "localhost", port: 1), "Connection refused"),
      (.tcp(host: "no such host", port: 1), "unknown node or service"),
    ])
  func refused(endpoint: Endpoint, reason: String) async {
    await onLoop {
      let error = await #expect(throws: StreamError.self) { try await Stream.connect(to: endpoint) }
      #expect(error?.description == "connect \(endpoint): \(reason)")
      #expect(error?.reason == reason)
    }
  }

  @Test("never calls back from inside its start, and cancelled not at all")
  func callsBackLater() async throws {
    try await onLoop {
      let listener = try Listener(at: .unix(path: "\(folder.path)/s")) { _ in }
      defer { listener.close() }
      let targets: [Endpoint] = [
        listener.endpoint, .unix(path: "/nonexistent"), .tcp(host: "127.0.0.1", port: 1),
        .tcp(host: "localhost", port: 1),
      ]
      for endpoint in targets {
        var calls = 0
        let attempt = ConnectionAttempt(to: endpoint) { _ in calls += 1 }
        #expect(calls == 0)
        let cancelled = ConnectionAttempt(to: endpoint) { _ in
          Issue.record("cancelled attempt called back")
        }
        var released: ConnectionAttempt? = ConnectionAttempt(to: endpoint) { _ in
          Issue.record("released attempt called back")
        }
        cancelled.cancel()
        #expect(released?.endpoint == endpoint)
        released = nil
        await turn { calls == 1 }
        withExtendedLifetime((attempt, cancelled)) {}
      }
    }
  }

  @Test("gives up after its time")
  func timesOut() async throws {
    try await onLoop {
      let server = try SilentServer()
      let error = await #expect(throws: StreamError.self) {
        try await Stream.connect(to: server.endpoint, timeout: .milliseconds(20))
      }
      #expect(error?.description == "connect \(server.endpoint): Connection timed out")
    }
  }

  @Test("gives up when its task is cancelled, before or meanwhile")
  func cancels() async throws {
    try await onLoop {
      let server = try SilentServer()
      for isEarly in [true, false] {
        let task = LoopActor.spawn {
          await #expect(throws: StreamError.self) { try await Stream.connect(to: server.endpoint) }
        }
        if !isEarly { await LoopActor.sleep(for: .milliseconds(2)) }
        task.cancel()
        #expect(await task.value?.reason == "Operation canceled")
      }
    }
  }
}

/// A TCP port whose queue of connections is full, so that the kernel answers nobody.
final class SilentServer: Sendable {
  let endpoint: Endpoint
  private let descriptors: [Int32]

  init() throws {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var descriptors = [server]
    try withUnsafeMutablePointer(to: &address) {
      try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        try #require(bind(server, address, size) == 0)
        try #require(listen(server, 0) == 0)
        try #require(getsockname(server, address, &size) == 0)
        for _ in 0..<2 {
          let client = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
          connect(client, address, size)
          descriptors.append(client)
        }
      }
    }
    endpoint = .tcp(host: "127.0.0.1", port: address.sin_port.bigEndian)
    self.descriptors = descriptors
  }

  deinit { for descriptor in descriptors { close(descriptor) } }
}
