import Client
import EventLoop
import LoopTesting
import OVSDB
import Session
import Testbed
import Testing

@Suite("A client of a real cluster", .eventLoop, .timeLimit(.minutes(3)))
struct ClusterTests {
  @Test("follows the leader, and continues where it stopped on the next one")
  func failsOver() async throws {
    try await withWorkspace { workspace in
      let cluster = try await ZooCluster(in: workspace)
      let first = try await cluster.leader()
      let recorder = await Recorder(Zoo.configuration(cluster.remotes))
      try await recorder.wait(for: "synchronised")
      #expect(await recorder.client.transact([Zoo.insert("ant")]).description == "committed")

      await cluster.members[first].program.kill()
      try await recorder.wait(for: "synchronised", count: 2)
      #expect(await recorder.client.transact([Zoo.insert("bee")]).description == "committed")
      #expect(await recorder.animalNames == ["ant", "bee"])
      #expect(await recorder.events.count { $0.hasPrefix("contents") } == 1)

      let second = try await cluster.leader()
      #expect(first != second)
      await recorder.client.stop()
    }
  }

  @Test("tries the others when it meets a follower, unless a follower will do")
  func findsLeader() async throws {
    try await withWorkspace { workspace in
      let cluster = try await ZooCluster(in: workspace)
      let leader = try await cluster.leader()
      let follower = Remote.unix(path: cluster.members[(leader + 1) % 3].socket)

      let strict = await Recorder(Zoo.configuration([follower]))
      let lax = await Recorder(Zoo.configuration([follower], leaderOnly: false))
      try await lax.wait(for: "synchronised")
      let line =
        "\(follower): clustered database server is not cluster leader; trying another server"
      try await strict.wait(until: line) { $0.logs.contains { $0.message == line } }
      #expect(await strict.events == [])

      await strict.client.setRemotes([follower, .unix(path: cluster.members[leader].socket)])
      try await strict.wait(for: "synchronised")
      #expect(await strict.client.transact([Zoo.insert("ant")]).description == "committed")
      try await lax.wait(until: "the follower tells it") { $0.animalNames == ["ant"] }
      await strict.client.stop()
      await lax.client.stop()
    }
  }

  @Test("continues with what happened while it was away")
  func continues() async throws {
    try await withWorkspace { workspace in
      let cluster = try await ZooCluster(in: workspace)
      let leader = Remote.unix(path: cluster.members[try await cluster.leader()].socket)
      let recorder = await Recorder(Zoo.configuration([leader]))
      let other = await Recorder(Zoo.configuration([leader]))
      try await recorder.wait(for: "synchronised")
      await other.client.waitUntilSynchronised()
      #expect(await recorder.client.transact([Zoo.insert("ant")]).description == "committed")

      await recorder.client.setRemotes([])
      try await recorder.wait(for: "disconnected")
      #expect(await other.client.transact([Zoo.insert("bee")]).description == "committed")
      await recorder.client.setRemotes([leader])
      try await recorder.wait(for: "synchronised", count: 2)
      #expect(await recorder.animalNames == ["ant", "bee"])
      #expect(await recorder.events.count { $0.hasPrefix("contents") } == 1)
      await recorder.client.stop()
      await other.client.stop()
    }
  }
}
