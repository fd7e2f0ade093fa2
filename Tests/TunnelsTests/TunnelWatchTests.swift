import JSON
import OVNModel
import OVSDB
import Testing

@testable import Tunnels

@Suite("Watching tunnels by BFD")
struct TunnelWatchTests {
  /// Two groups as in ovn-controller's own account of it: the members, and whom they serve.
  private static let groups = [
    (["ha1", "ha2", "ha3"], ["c1", "c2"]), (["ha1", "ha4", "ha5"], ["c1", "c3", "c4"]),
  ]

  @Test(
    "is for those that share ports with a chassis, and those that they serve",
    arguments: [
      ("ha1", ["c1", "c2", "c3", "c4", "ha2", "ha3", "ha4", "ha5"]),
      ("ha5", ["c1", "c3", "c4", "ha1", "ha4"]),
      ("c1", ["ha1", "ha2", "ha3", "ha4", "ha5"]),
      ("c2", ["ha1", "ha2", "ha3"]),
      ("c5", []),
    ])
  func watches(chassis: String, expected: [String]) throws {
    let scene = try Scene(["system-id": chassis])
    let all = (1...5).flatMap { ["ha\($0)", "c\($0)"] }
    for (index, name) in all.enumerated() {
      try scene.addChassis(name, "geneve 192.0.2.\(index + 1)")
    }
    for (members, served) in Self.groups { try scene.addGroup(members, serving: served) }
    try scene.settle()
    #expect(try watched(scene) == expected)
    #expect(scene.isAtRest)
  }

  /// The chassis to which tunnels are watched.
  private func watched(_ scene: Scene) throws -> [String] {
    try scene.tunnels().values.filter { $0.hasSuffix(" bfd:check_tnl_key=true bfd:enable=true") }
      .map { TunnelID.chassis(in: $0) }.sorted()
  }

  private func makeScene() throws -> Scene {
    let scene = try Scene()
    try scene.addChassis("me", "geneve 192.0.2.1", config: ["is-interconn": "true"])
    try scene.addChassis("peer", "geneve 192.0.2.2")
    try scene.addChassis("far", "geneve 192.0.2.3", config: ["is-remote": "true"])
    return scene
  }

  @Test("needs more than one chassis in a group")
  func needsSeveral() throws {
    let scene = try makeScene()
    try scene.addGroup(["me"], serving: ["peer"])
    try scene.settle()
    #expect(try watched(scene) == [])
  }

  @Test("is not for chassis of other zones that a group serves")
  func sparesRemote() throws {
    let scene = try makeScene()
    try scene.addGroup(["me", "peer"], serving: ["far"])
    try scene.settle()
    #expect(try watched(scene) == ["peer"])
  }

  @Test("ends with the group")
  func ends() throws {
    let scene = try makeScene()
    try scene.addGroup(["me", "peer"])
    try scene.settle()
    #expect(try watched(scene) == ["peer"])
    try scene.southbound.transact([.delete(table: "HA_Chassis_Group", where: [])])
    try scene.settle()
    #expect(try watched(scene) == [])
  }

  @Test("is as often as the operator says")
  func hasIntervals() throws {
    let scene = try makeScene()
    try scene.addGroup(["me", "peer"])
    try scene.setGlobal([
      "options": [
        "bfd-min-rx": "500", "bfd-min-tx": "600", "bfd-decay-min-rx": "700", "bfd-mult": "4",
      ].json
    ])
    try scene.settle()
    #expect(
      try scene.tunnels()["ovn-peer-0"]
        == "peer@192.0.2.2 geneve key=flow remote_ip=192.0.2.2"
        + " bfd:check_tnl_key=true bfd:decay_min_rx=700 bfd:enable=true bfd:min_rx=500 bfd:min_tx=600 bfd:mult=4"
    )
  }
}
