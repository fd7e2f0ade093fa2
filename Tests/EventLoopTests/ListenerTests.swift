import EventLoop
import Glibc
import Testing

@Suite("A listener", .eventLoop, .timeLimit(.minutes(1)))
struct ListenerTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("tells the port it was given", arguments: ["127.0.0.1", "::1"])
  func tellsPort(host: String) async throws {
    try await onLoop {
      let listener = try Listener(at: .tcp(host: host, port: 0)) { _ in }
      defer { listener.close() }
      guard case .tcp(host, let port) = listener.endpoint else {
        Issue.record("\(listener.endpoint)")
        return
      }
      #expect(port > 0)
      let text = host.contains(":") ? "tcp:[\(host)]:\(port)" : "tcp:\(host):\(port)"
      #expect(listener.endpoint.description == text)
    }
  }

  @Test("tells who connected")
  func tellsPeer() async throws {
    try await onLoop {
      let echo = try Echo(at: .tcp(host: "127.0.0.1", port: 0))
      defer { echo.stop() }
      let client = try await Stream.connect(to: echo.endpoint)
      await turn { !echo.clients.isEmpty }
      #expect(client.peer == echo.endpoint)
      #expect(echo.clients[0].peer.description.hasPrefix("tcp:127.0.0.1:"))
      #expect(echo.clients[0].peer != echo.endpoint)
    }
  }

  @Test("does not take an address that is in use")
  func addressInUse() async throws {
    try await onLoop {
      let first = try Listener(at: .tcp(host: "127.0.0.1", port: 0)) { _ in }
      defer { first.close() }
      let error = #expect(throws: LoopError.self) { try Listener(at: first.endpoint) { _ in } }
      #expect(error?.description == "listen \(first.endpoint): Address already in use")
    }
  }

  @Test("closed, leaves its port to the next at once")
  func rebinds() async throws {
    try await onLoop {
      let first = try Echo(at: .tcp(host: "127.0.0.1", port: 0))
      let client = try await Stream.connect(to: first.endpoint)
      await turn { !first.clients.isEmpty }
      first.stop()
      let second = try Echo(at: first.endpoint)
      defer { second.stop() }
      let other = try await Stream.connect(to: second.endpoint)
      let inbox = try Inbox(other)
      other.send([1])
      await inbox.wait { $0.bytes == [1] }
      client.close()
    }
  }

  @Test("takes the place of a socket file left behind, for user and group only")
  func replacesLeftOver() async throws {
    try await onLoop {
      let path = "\(folder.path)/s"
      try leaveSocketFile(at: path)
      let echo = try Echo(at: .unix(path: path))
      defer { echo.stop() }
      var status = stat()
      #expect(lstat(path, &status) == 0 && status.st_mode & 0o707 == 0o700)
      let client = try await Stream.connect(to: echo.endpoint)
      let inbox = try Inbox(client)
      client.send([1])
      await inbox.wait { $0.bytes == [1] }
    }
  }

  @Test("leaves other files at its path alone")
  func sparesFiles() async {
    await onLoop {
      let path = "\(folder.path)/file"
      fclose(fopen(path, "w"))
      let error = #expect(throws: LoopError.self) { try Listener(at: .unix(path: path)) { _ in } }
      #expect(error?.errno == EADDRINUSE)
      #expect(access(path, F_OK) == 0)
    }
  }

  @Test("removes its file when it ends", arguments: ["closed", "released"])
  func removesFile(how: String) async throws {
    try await onLoop {
      let path = "\(folder.path)/s"
      var listener: Listener? = try Listener(at: .unix(path: path)) { _ in }
      #expect(access(path, F_OK) == 0)
      if how == "closed" {
        listener?.close()
        listener?.close()
      }
      listener = nil
      #expect(access(path, F_OK) != 0)
    }
  }

  @Test("does not remove the file of its successor")
  func sparesSuccessor() async throws {
    try await onLoop {
      let path = "\(folder.path)/s"
      let first = try Listener(at: .unix(path: path)) { _ in }
      let second = try Listener(at: .unix(path: path)) { _ in }
      first.close()
      #expect(access(path, F_OK) == 0)
      second.close()
      #expect(access(path, F_OK) != 0)
    }
  }

  @Test(
    "says why it cannot listen",
    arguments: [
      (
        Endpoint.unix(path: "/nonexistent/s"),
        "listen unix:/nonexistent/s: No such file or directory"
      ),
      (.tcp(host: "192.0.2.1", port: 0), "listen tcp:192.0.2.1:0: Cannot assign requested address"),
      (.tcp(host: "localhost", port: 0), "listen tcp:localhost:0: Invalid argument"),
    ])
  func saysWhy(endpoint: Endpoint, message: String) async {
    await onLoop {
      let error = #expect(throws: LoopError.self) { try Listener(at: endpoint) { _ in } }
      #expect(error?.description == message)
    }
  }

  @Test("may be closed inside the closure that accepts")
  func closesInCallback() async throws {
    try await onLoop {
      var listener: Listener?
      var accepted: [EventLoop.Stream] = []
      listener = try Listener(at: .unix(path: "\(folder.path)/s")) {
        accepted.append($0)
        listener?.close()
      }
      let endpoint = try #require(listener?.endpoint)
      let client = try await Stream.connect(to: endpoint)
      await turn { !accepted.isEmpty }
      let error = await #expect(throws: StreamError.self) { try await Stream.connect(to: endpoint) }
      #expect(error?.reason == "No such file or directory")
      client.close()
      listener = nil
    }
  }

  private func leaveSocketFile(at path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    let status = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(status == 0)
  }
}
