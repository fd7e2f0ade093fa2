import Client
import EventLoop
import Glibc
import LoopTesting
import OVSDB
import Session
import Testbed
import Testing

@Suite("A client in trouble", .eventLoop, .timeLimit(.minutes(2)))
struct FaultTests {
  @Test("does not know the outcome when the connection is cut before the reply, then learns it")
  func isCut() async throws {
    try await withZoo { server, witness in
      let path = "\(server.socket).proxy"
      let proxy = try await onLoop { try Proxy(at: path, to: server.socket) }
      let recorder = await Recorder(Zoo.configuration([.unix(path: path)]))
      try await recorder.wait(for: "synchronised")

      let id: TransactionID = await onLoop {
        proxy.isMute = true
        return recorder.client.transact([Zoo.insert("ant")])
      }
      try await witness.wait(until: "it was committed") { $0.animalNames == ["ant"] }
      #expect(await recorder.animalNames == [])
      await proxy.cut()
      try await recorder.wait(for: "\(id)")
      try await recorder.wait(for: "synchronised", count: 2)
      #expect(await recorder.animalNames == ["ant"])
      let events = await recorder.events
      let unknown = try #require(events.firstIndex(of: "\(id) unknown"))
      #expect(events[unknown + 1].hasPrefix("disconnected: "))
      await recorder.client.stop()
    }
  }

  @Test("leaves a server that hangs, when its probe is not answered")
  func probes() async throws {
    try await withWorkspace { workspace in
      let server = try await OVSDBServer(
        Zoo.kind(in: workspace), name: "zoo", in: workspace, tcp: true)
      let port = try #require(server.tcpPort.flatMap { UInt16(exactly: $0) })
      var configuration = Zoo.configuration([.tcp(host: "127.0.0.1", port: port)])
      configuration.probeInterval = .seconds(1)
      let recorder = await Recorder(configuration)
      try await recorder.wait(for: "synchronised")
      await server.program.signal(SIGSTOP)
      try await recorder.wait(for: "disconnected: no response to inactivity probe after ")
      await server.program.signal(SIGCONT)
      try await recorder.wait(for: "synchronised", count: 2)
      await recorder.client.stop()
    }
  }

  @Test("does not blame the server for silence while it was busy itself")
  func isBusy() async throws {
    try await withZoo { server, _ in
      // In a process of its own, whose loop may be held up.
      await #expect(processExitsWith: .success) { [path = server.socket as String] in
        LoopActor.run {
          var configuration = Zoo.configuration([.unix(path: path)])
          configuration.probeInterval = .seconds(1)
          let recorder = Recorder(configuration)
          await recorder.client.waitUntilSynchronised()
          // Longer than the interval, and one turn of the loop at a time: the probe and its end fall
          // due before the answer is read.
          for _ in 0..<4 {
            usleep(1_200_000)
            await Task.yield()
          }
          let outcome = await recorder.client.transact([Zoo.insert("ant")])
          precondition(outcome.description == "committed", recorder.transcript)
          precondition(!recorder.events.contains { $0.hasPrefix("disconnected") })
        }
      }
    }
  }

  @Test(
    "says once what is wrong with garbage, and pauses",
    arguments: [
      ("<html>", false, "error parsing stream: unexpected '<' at byte 0"),
      ("", true, "connection closed by peer"),
      (#"{"id":1,"resu"#, true, "error parsing stream: closed by peer inside a message"),
      ("[]", false, "received bad JSON-RPC message: a message is not an object"),
      (
        #"{"id":1}"#, false,
        "received bad JSON-RPC message: a message is neither a request nor a reply"
      ),
      (
        #"{"id":1,"result":{},"error":null}"#, false,
        "schema of _Server: \"name\" must be a valid name"
      ),
      (
        String(repeating: "[", count: 2000), false,
        "error parsing stream: nested more than 1000 deep at byte 1000"
      ),
    ])
  func meetsGarbage(text: String, closing: Bool, reason: String) async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("garbage.sock")
      let server = try await onLoop {
        try GarbageServer(at: path, saying: text, closing: closing)
      }
      let recorder = await Recorder(Zoo.configuration([.unix(path: path)]))
      try await recorder.wait(until: "a second attempt") { _ in server.connections.count == 2 }
      let connections = await server.connections
      #expect(connections[1] - connections[0] >= .milliseconds(990))
      // What the second attempt says may be there already.
      let end = "unix:\(path): waiting 1 seconds before reconnect"
      let first = await recorder.logs.map(\.message).prefix { $0 != end }
      #expect(
        Array(first) == [
          "unix:\(path): connecting...", "unix:\(path): connected", "unix:\(path): \(reason)",
        ])
      #expect(await recorder.events == [])
      await recorder.client.stop()
    }
  }

  @Test("waits for a server that is not there yet")
  func waitsForServer() async throws {
    try await withWorkspace { workspace in
      let recorder = await Recorder(Zoo.configuration([.unix(path: workspace.path("zoo.sock"))]))
      try await recorder.wait(until: "a failed attempt") {
        $0.logs.contains { $0.message.hasSuffix("(No such file or directory)") }
      }
      let server = try await OVSDBServer(Zoo.kind(in: workspace), name: "zoo", in: workspace)
      #expect(server.socket == workspace.path("zoo.sock"))
      try await recorder.wait(for: "synchronised")
      await recorder.client.stop()
    }
  }
}
