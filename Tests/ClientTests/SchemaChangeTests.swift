import Client
import EventLoop
import LoopTesting
import OVSDB
import Session
import Testbed
import Testing

@Suite("A client whose database changes", .eventLoop, .timeLimit(.minutes(2)))
struct SchemaChangeTests {
  @Test("takes the new schema and everything anew, on the same connection")
  func converts() async throws {
    try await withWorkspace { workspace in
      let server = try await OVSDBServer(Zoo.kind(in: workspace), name: "zoo", in: workspace)
      let recorder = await Recorder(Zoo.configuration([.unix(path: server.socket)]))
      try await recorder.wait(for: "synchronised")
      await recorder.client.setLock("keys")
      try await recorder.wait(for: "lock owned")
      #expect(await recorder.client.transact([Zoo.insert("ant")]).description == "committed")

      let file = try workspace.write(Zoo.newSchema, to: "new.ovsschema")
      try await run("ovsdb-client", ["convert", server.remote, file])
      try await recorder.wait(for: "synchronised", count: 2)
      let events = await recorder.events
      #expect(events.contains("schema Zoo 1.1.0"))
      #expect(events.count { $0.hasPrefix("disconnected") } == 1)
      #expect(await recorder.animalNames == ["ant"])
      #expect(await recorder.client.hasLock)
      #expect(await recorder.logs.count { $0.message.hasSuffix("connected") } == 1)
      #expect(await recorder.client.transact([Zoo.insert("bee")]).description == "committed")
      #expect(await recorder.animalNames == ["ant", "bee"])
      await recorder.client.stop()
    }
  }

  @Test("waits while the server does not have it")
  func waits() async throws {
    try await withZoo { server, recorder in
      try await recorder.wait(for: "synchronised")
      try await server.appctl("ovsdb-server/remove-db", "Zoo")
      try await recorder.wait(for: "disconnected")
      #expect(await !recorder.client.isConnected)
      try await server.appctl("ovsdb-server/add-db", server.file)
      try await recorder.wait(for: "synchronised", count: 2)
      #expect(await recorder.client.transact([Zoo.insert("ant")]).description == "committed")
    }
  }
}
