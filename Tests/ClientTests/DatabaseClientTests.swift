import Client
import EventLoop
import JSON
import LoopTesting
import OVSDB
import Session
import Testbed
import Testing

@Suite("A client of a real server", .eventLoop, .timeLimit(.minutes(2)))
struct DatabaseClientTests {
  @Test("tells the contents, then what changes")
  func monitors() async throws {
    try await withZoo { server, recorder in
      try await recorder.wait(for: "synchronised")
      #expect(await recorder.events == ["schema Zoo 1.0.0", "contents update2 {}", "synchronised"])
      try await server.transact(
        text: #"["Zoo",{"op":"insert","table":"Animal","row":{"name":"ant","legs":6}}]"#)
      try await recorder.wait(for: "update")
      #expect(await recorder.animalNames == ["ant"])
    }
  }

  @Test("tells the update of its own transaction before the outcome")
  func transacts() async throws {
    try await withZoo { _, recorder in
      try await recorder.wait(for: "synchronised")
      let id: TransactionID = await onLoop {
        recorder.client.transact([Zoo.insert("bee", legs: 6)])
      }
      try await recorder.wait(for: "\(id)")
      let events = await recorder.events.dropFirst(3)
      #expect(events.first?.hasPrefix("update update2") == true)
      #expect(events.last == "transaction 1 committed")
      #expect(await recorder.animalNames == ["bee"])
    }
  }

  @Test("tells which operation failed, and when the commit did")
  func fails() async throws {
    try await withZoo { _, recorder in
      await recorder.client.waitUntilSynchronised()
      let bad = await recorder.client.transact([Zoo.insert("bee"), Zoo.insert("cow", legs: -4)])
      guard case .failed(let results, let error, operation: 1) = bad else {
        throw RecorderError(description: "\(bad)")
      }
      #expect(results.count == 2)
      #expect(error.error == "constraint violation")
      let unknown = await recorder.client.transact([
        .delete(table: "Plant", where: [])
      ])
      guard case .failed(_, _, operation: 0) = unknown else {
        throw RecorderError(description: "\(unknown)")
      }
      #expect(await recorder.animalNames == [])
    }
  }

  @Test("does not send while it is not connected, and says so after the call")
  func refusesUnconnected() async throws {
    try await withZoo { _, recorder in
      try await onLoop {
        let fresh = Recorder(Zoo.configuration([.unix(path: "/nonexistent/zoo.sock")]))
        let id: TransactionID = fresh.client.transact([Zoo.insert("bee")])
        #expect(!fresh.events.contains { $0.hasPrefix("\(id)") })
        try await fresh.wait(for: "\(id) failed: not connected")
        fresh.client.stop()
      }
    }
  }

  @Test("holds a lock until it is let go, then the one who waits gets it")
  func locks() async throws {
    try await withZoo { server, first in
      try await onLoop {
        let second = Recorder(Zoo.configuration([.unix(path: server.socket)]))
        first.client.setLock("keys")
        try await first.wait(for: "lock owned")
        second.client.setLock("keys")
        try await second.wait(for: "lock not owned")
        let refused = await second.client.transact([.assert(lock: "keys"), Zoo.insert("cow")])
        guard case .failed(_, _, operation: 0) = refused else {
          throw RecorderError(description: "\(refused)")
        }

        first.client.setLock(nil)
        try await second.wait(for: "lock owned")
        #expect(!first.client.hasLock)
        #expect(
          await second.client.transact([.assert(lock: "keys"), Zoo.insert("cow")]).description
            == "committed")

        first.client.stealLock("keys")
        try await second.wait(for: "lock not owned", count: 2)
        #expect(first.client.hasLock)
        second.client.setLock(nil)
        first.client.reconnect()
        try await first.wait(for: "lock owned", count: 3)
        second.client.stop()
      }
    }
  }

  @Test("gives up waiting for a lock when asked to")
  func cancelsLock() async throws {
    try await withZoo { server, first in
      try await onLoop {
        let second = Recorder(Zoo.configuration([.unix(path: server.socket)]))
        first.client.setLock("keys")
        try await first.wait(for: "lock owned")
        second.client.setLock("keys")
        try await second.wait(for: "lock not owned")
        second.client.setLock(nil)
        #expect(await second.client.transact([Zoo.insert("cow")]).description == "committed")
        first.client.setLock(nil)
        #expect(await first.client.transact([Zoo.insert("cow")]).description == "committed")
        // The server handles requests in order: had it granted the lock, it would have said so.
        #expect(await second.client.transact([Zoo.insert("cow")]).description == "committed")
        #expect(!second.client.hasLock)
        second.client.stop()
      }
    }
  }

  @Test("tells everything anew after the server was restarted, and asks for its lock again")
  func resynchronises() async throws {
    try await withZoo { server, recorder in
      try await onLoop {
        recorder.client.setLock("keys")
        try await recorder.wait(for: "lock owned")
        #expect(await recorder.client.transact([Zoo.insert("bee")]).description == "committed")
      }
      try await server.restart()
      try await recorder.wait(for: "synchronised", count: 2)
      try await recorder.wait(for: "lock owned", count: 2)
      #expect(await recorder.animalNames == ["bee"])
      let events = await recorder.events
      #expect(events.count { $0.hasPrefix("disconnected") } == 1)
      #expect(events.count { $0 == "lock not owned" } == 1)
      #expect(events.count { $0.hasPrefix("contents") } == 2)
    }
  }
}

/// Runs `body` with a server, stopped afterwards, and a client of it.
func withZoo(
  _ body: (OVSDBServer, Recorder) async throws -> Void
) async throws {
  try await withWorkspace { workspace in
    let server = try await OVSDBServer(Zoo.kind(in: workspace), name: "zoo", in: workspace)
    let recorder = await Recorder(Zoo.configuration([.unix(path: server.socket)]))
    try await body(server, recorder)
    await recorder.client.stop()
  }
}
