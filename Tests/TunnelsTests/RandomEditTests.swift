import JSON
import OVNModel
import OVSDB
import Seeded
import Testing

@testable import Tunnels

@Suite("Tunnels after random edits")
struct RandomEditTests {
  @Test("are those that a fresh controller makes", arguments: 0..<40 as Range<UInt64>)
  func equalsScratch(seed: UInt64) throws {
    var edits = RandomEdits(seed: seed)
    let scene = try Scene(seed: seed)
    try scene.addChassis("me", "geneve 192.0.2.1")
    for _ in 0..<25 {
      for _ in 0..<Int.random(in: 1...4, using: &edits.generator) { try edits.edit(scene) }
      try scene.settle()
      #expect(scene.isAtRest)
    }
    let found = try scene.tunnels().values.sorted()
    try removeTunnels(of: scene)
    let fresh = Scene(southbound: scene.southbound, vswitch: scene.vswitch)
    try fresh.settle()
    #expect(try fresh.tunnels().values.sorted() == found)
  }

  private func removeTunnels(of scene: Scene) throws {
    for (uuid, bridge) in try scene.vswitch.rows(OpenVSwitch.Bridge.self) {
      try scene.vswitch.transact([
        .detach(bridge.ports.sorted(), from: "ports", of: "Bridge", uuid)
      ])
    }
  }
}

/// Edits that operators, other chassis and accidents make.
private struct RandomEdits {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func edit(_ scene: Scene) throws {
    let peers = try scene.southbound.rows(Southbound.Chassis.self).map(\.value.name)
      .filter { $0 != "me" }.sorted()
    switch Int.random(in: 0..<10, using: &generator) {
    case 0, 1: try addChassis(scene, peers)
    case 2: if let peer = pick(peers) { try scene.setEncaps(of: peer, encaps()) }
    case 3:
      guard let peer = pick(peers) else { return }
      try scene.southbound.transact([.delete("Chassis", scene.uuid(of: peer))])
    case 4: try changePorts(scene)
    case 5: try scene.configure(["ovn-encap-tos": pick(["none", "4", "inherit"])])
    case 6: try scene.configure(["ovn-transport-zones": pick(["", "tz1", "tz1,tz2"])])
    case 7: try changeGroups(scene, peers)
    case 8:
      try scene.southbound.transact([
        .setKeys(
          "Chassis", scene.uuid(of: "me"), "other_config",
          ["is-interconn": pick(["true", "false"])])
      ])
    default: try scene.setGlobal(["ipsec": Bool.random(using: &generator).json])
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.randomElement(using: &generator)
  }

  /// Addresses are not given twice, as a zone has each once.
  private var lastAddress = 1

  private mutating func encaps() -> [String] {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      lastAddress += 1
      let type = pick(["geneve", "geneve", "vxlan"]) ?? "geneve"
      let options = pick(["", " csum=true", " csum=false dst_port=7000"]) ?? ""
      return "\(type) 198.51.\(lastAddress / 250).\(lastAddress % 250 + 1)\(options)"
    }
  }

  private mutating func addChassis(_ scene: Scene, _ peers: [String]) throws {
    let name = pick(["gateway-1", "gateway-2", "gateway-3", "hv1", "hv2", "hv3"]) ?? "hv1"
    if peers.contains(name) { return }
    try scene.addChassis(
      name, encaps: encaps(), config: ["is-remote": pick(["true", "false"]) ?? "false"],
      zones: pick([[], ["tz1"], ["tz2", "tz3"]]) ?? [])
  }

  private mutating func changePorts(_ scene: Scene) throws {
    let ports = try scene.vswitch.rows(OpenVSwitch.Port.self).sorted {
      $0.value.name < $1.value.name
    }
    guard let port = pick(ports),
      let bridge = try scene.vswitch.rows(OpenVSwitch.Bridge.self).keys.first
    else { return }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: try scene.vswitch.transact([.detach([port.key], from: "ports", of: "Bridge", bridge)])
    case 1:
      try scene.vswitch.transact([
        .update(
          table: "Interface", where: [Condition("name", .equal, port.value.name.json)],
          row: ["options": ["key": "1"].json, "bfd": ["enable": "false"].json])
      ])
    default:
      guard !ports.contains(where: { $0.value.name == "copy" }) else { return }
      try scene.addPort("copy", id: port.value.externalIDs["ovn-chassis-id"], type: "geneve")
    }
  }

  private mutating func changeGroups(_ scene: Scene, _ peers: [String]) throws {
    if Bool.random(using: &generator) {
      try scene.southbound.transact([.delete(table: "HA_Chassis_Group", where: [])])
      return
    }
    let members = (peers + ["me"]).shuffled(using: &generator).prefix(3)
    try scene.addGroup(Array(members), serving: pick(peers).map { [$0] } ?? [])
  }
}
