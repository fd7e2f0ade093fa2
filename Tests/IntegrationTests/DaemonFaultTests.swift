import Seeded
import Testbed
import Testing

@Suite("A daemon", .crowded)
struct DaemonFaultTests {
  @Test(
    "that is killed at any moment leaves nothing half done for ever",
    arguments: 1...4 as ClosedRange<UInt64>)
  func killed(seed: UInt64) async throws {
    try await withMesh { mesh in
      try await mesh.populate()
      try await mesh.settle()
      let before = try await mesh.snapshot()
      var random = SeededGenerator(seed: seed)
      for round in 0..<6 {
        let zone = mesh.zones[Int.random(in: 0...1, using: &random)]
        async let change: Void = mesh.change(round: round)
        // The moment is the seed's choice: from before the change until after its effects.
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...60, using: &random)))
        await zone.daemon.kill()
        try await change
        try await zone.daemon.start()
      }
      try await mesh.comeAndGo()
      try await mesh.settle()
      #expect(before.differences(to: try await mesh.snapshot()) == [])
      try await mesh.expectFixedPoint()
    }
  }

  @Test("repairs what others delete", arguments: Deletion.all)
  func repair(_ deletion: Deletion) async throws {
    try await withMesh { mesh in
      try await mesh.populate()
      try await mesh.settle()
      let before = try await mesh.snapshot()
      try await deletion.perform(in: mesh)
      try await eventually([], deadline: .seconds(10)) {
        before.differences(to: try await mesh.snapshot())
      }
      try await mesh.settle()
      #expect(before.differences(to: try await mesh.snapshot()) == [])
    }
  }

  @Test("stands by while another of its zone is active, and takes over when that one dies")
  func standby() async throws {
    try await withMesh { mesh in
      try await mesh.populate()
      let zone = mesh.az1
      try await eventually("Status: active\n") { try await zone.daemon.appctl("status") }
      let second = InterconnectDaemon(
        .ours, name: "az1-second", in: mesh.workspace, northbound: zone.northbound.remote,
        southbound: zone.southbound.remote,
        interconnectNorthbound: mesh.interconnectNorthbound.remote,
        interconnectSouthbound: mesh.interconnectSouthbound.remote)
      try await second.start()
      try await eventually("Status: standby\n") { try await second.appctl("status") }
      try await mesh.settle()
      let before = try await mesh.snapshot()
      await zone.daemon.kill()
      try await eventually("Status: active\n") { try await second.appctl("status") }
      try await mesh.comeAndGo()
      try await mesh.settle()
      #expect(before.differences(to: try await mesh.snapshot()) == [])
      // The first comes back as the second's standby.
      try await zone.daemon.start()
      try await eventually("Status: standby\n") { try await zone.daemon.appctl("status") }
      #expect(try await second.appctl("status") == "Status: active\n")
    }
  }

  @Test("that is paused hands over to its standby")
  func handover() async throws {
    try await withMesh { mesh in
      let zone = mesh.az1
      try await eventually("Status: active\n") { try await zone.daemon.appctl("status") }
      let second = InterconnectDaemon(
        .ours, name: "az1-second", in: mesh.workspace, northbound: zone.northbound.remote,
        southbound: zone.southbound.remote,
        interconnectNorthbound: mesh.interconnectNorthbound.remote,
        interconnectSouthbound: mesh.interconnectSouthbound.remote)
      try await second.start()
      try await eventually("Status: standby\n") { try await second.appctl("status") }
      try await zone.daemon.appctl("pause")
      if InterconnectProgram.ours.isReference {
        // The C daemon of 23.03 may let go of its lock only at the next event.
        try await zone.nbctl("ls-add", "event")
      }
      try await eventually("Status: active\n") { try await second.appctl("status") }
      try await mesh.icnbctl("ts-add", "ts1")
      try await eventually(["ts1"]) { try await zone.transitSwitches() }
    }
  }
}

extension Mesh {
  /// In six rounds everything that is added is removed again.
  func change(round: Int) async throws {
    switch round {
    case 0: try await az1.addRoute("10.66.0.0/16", via: "169.254.100.9", to: "lr1")
    case 1: try await az2.addGateway("gw6", ip: "10.1.0.6")
    case 2: try await icnbctl("ts-add", "ts6")
    case 3: try await az1.nbctl("lr-route-del", "lr1", "10.66.0.0/16")
    case 4: try await az2.sbctl("chassis-del", "gw6")
    default: try await icnbctl("ts-del", "ts6")
    }
  }
}

/// A row that a daemon owns, deleted behind its back.
struct Deletion: Sendable, CustomStringConvertible {
  var description: String
  var perform: @Sendable (Mesh) async throws -> Void

  func perform(in mesh: Mesh) async throws { try await perform(mesh) }

  static let all = [
    Deletion(description: "the learned routes") { mesh in
      try await mesh.az2.northbound.commit([
        #"{"op":"update","table":"Logical_Router","where":[],"row":{"static_routes":["set",[]]}}"#
      ])
      // The zone's own routes went with them: the operator adds them again.
      for number in 1...5 {
        try await mesh.az2.addRoute("10.1.\(number).0/24", via: "192.168.1.9", to: "lr2")
      }
    },
    Deletion(description: "a remote port") { mesh in
      try await mesh.az2.nbctl("lsp-del", "ts1-lr1")
    },
    Deletion(description: "a remote chassis") { mesh in
      try await mesh.az2.sbctl("chassis-del", "gw1")
    },
    Deletion(description: "the published routes") { mesh in
      try await mesh.interconnectSouthbound.commit([
        #"{"op":"delete","table":"Route","where":[]}"#
      ])
    },
    Deletion(description: "a published gateway") { mesh in
      try await mesh.interconnectSouthbound.commit([
        #"{"op":"delete","table":"Gateway","where":[["name","==","gw1"]]}"#
      ])
    },
    Deletion(description: "a published port") { mesh in
      try await mesh.interconnectSouthbound.commit([
        #"{"op":"delete","table":"Port_Binding","where":[["logical_port","==","ts1-lr1"]]}"#
      ])
    },
    Deletion(description: "a switch's tunnel key") { mesh in
      try await mesh.interconnectSouthbound.commit([
        #"{"op":"delete","table":"Datapath_Binding","where":[]}"#
      ])
    },
    Deletion(description: "everything in IC-Southbound") { mesh in
      try await mesh.interconnectSouthbound.commit(
        ["Route", "Port_Binding", "Gateway", "Datapath_Binding", "Availability_Zone"].map {
          #"{"op":"delete","table":"\#($0)","where":[]}"#
        })
    },
  ]
}
