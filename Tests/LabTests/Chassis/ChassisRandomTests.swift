import JSON
import OVNModel
import OVSDB
import Seeded
import Testing

@testable import Lab

@Suite("Chassis of the lab after random events")
struct ChassisRandomTests {
  @Test("come to the state that there ought to be", arguments: 0..<30 as Range<UInt64>)
  func converges(seed: UInt64) throws {
    var events = try RandomEvents(seed: seed)
    for _ in 0..<40 { try events.happen() }
    try events.repair()
    let lab = events.lab
    for (port, chassis) in events.plugged {
      #expect(lab.holder(port) == chassis, "\(port)")
      #expect(lab.port(port)?.up == true)
    }
    for port in events.unplugged { #expect(lab.holder(port) == nil, "\(port)") }
    #expect(lab.holder("shared") == "gw1")
    for name in RandomEvents.chassis {
      #expect(lab.encaps(name) == ["geneve \(events.addresses[name] ?? "") csum=true"])
      #expect(lab.companion(name)?.nbCfg == events.sequenceNumber)
      let tunnels = try lab.vswitch(name).rows(OpenVSwitch.Port.self).values
        .count { $0.externalIDs["ovn-chassis-id"] != nil }
      #expect(tunnels == RandomEvents.chassis.count - 1)
    }
    #expect(lab.isAtRest)
  }
}

/// What operators, accidents and the network do to a lab of four chassis.
private struct RandomEvents {
  static let chassis = ["gw1", "gw2", "hv1", "hv2"]
  private static let ports = ["vm1", "vm2", "vm3"]

  let lab: ChassisLab
  /// Where each port is plugged in.
  private(set) var plugged: [String: String] = [:]
  var unplugged: [String] { Self.ports.filter { plugged[$0] == nil } }
  private(set) var addresses: [String: String] = [:]
  private(set) var sequenceNumber = 1
  private var lastAddress = 0
  private var generator: SeededGenerator

  init(seed: UInt64) throws {
    generator = SeededGenerator(seed: seed)
    lab = try ChassisLab(seed: seed, keepsFiles: true)
    for (index, name) in Self.chassis.enumerated() {
      try lab.addChassis(name)
      addresses[name] = "192.0.2.\(index + 1)"
    }
    lab.settle()
    var ports = Self.ports.map { name in
      var port = Southbound.PortBinding()
      port.logicalPort = name
      return port
    }
    var shared = Southbound.PortBinding()
    shared.logicalPort = "shared"
    shared.type = "chassisredirect"
    shared.haChassisGroup = try lab.addGroup("group", ["gw1", "gw2"])
    ports.append(shared)
    for port in ports { try lab.addPorts(port) }
    lab.lab.network.delay = .zero ... .milliseconds(Int.random(in: 0...20, using: &generator))
    try lab.setSequenceNumber(sequenceNumber)
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.randomElement(using: &generator)
  }

  mutating func happen() throws {
    lab.lab.run(for: .milliseconds(Int.random(in: 0...300, using: &generator)))
    guard let name = pick(Self.chassis) else { return }
    switch Int.random(in: 0..<11, using: &generator) {
    case 0, 1: try move(pick(Self.ports) ?? "", to: pick(["hv1", "hv2"]))
    case 2: try move(pick(Self.ports) ?? "", to: nil)
    case 3: try lab.process(name).isRunning ? lab.kill(name) : lab.start(name)
    case 4: lab.southbound.isRunning ? lab.southbound.kill() : try lab.southbound.start()
    case 5: lab.lab.network.cut(Site(name), from: Site("central"))
    case 6: lab.lab.network.joinAll()
    case 7: lab.lab.network.reset(Site(name), Site("central"))
    case 8:
      lastAddress += 1
      addresses[name] = "198.51.100.\(lastAddress)"
      try lab.configure(name, ["ovn-encap-ip": addresses[name]])
    case 9 where lab.southbound.isRunning:
      sequenceNumber += 1
      try lab.setSequenceNumber(sequenceNumber)
    default: if lab.southbound.isRunning { try damage(name) }
    }
  }

  private mutating func move(_ port: String, to chassis: String?) throws {
    if let old = plugged.removeValue(forKey: port) { try lab.unplug(port, from: old) }
    guard let chassis else { return }
    try lab.plug(port, into: chassis)
    plugged[port] = chassis
  }

  /// Somebody writes into rows that are not theirs.
  private mutating func damage(_ name: String) throws {
    let server = lab.southbound
    let byName = [Condition("name", .equal, name.json)]
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: try server.transact(.delete(table: "Chassis_Private", where: byName))
    case 1:
      try server.transact(
        .update(table: "Chassis", where: byName, row: ["hostname": "x", "other_config": .map([])]))
    case 2:
      try server.transact(
        .update(
          table: "Port_Binding", where: [Condition("type", .equal, "")],
          row: ["chassis": .set([]), "up": false.json]))
    case 3:
      // Those of the group stay: northd, which would add them again, does not run here.
      try server.transact(
        .delete(table: "Chassis", where: [Condition("name", .equal, "hv1")]))
    default:
      let bridge = try #require(
        try lab.vswitch(name).rows(OpenVSwitch.Bridge.self).first { $0.value.name == "br-int" })
      let tunnels = try lab.vswitch(name).rows(OpenVSwitch.Port.self)
        .filter { $0.value.externalIDs["ovn-chassis-id"] != nil }
      try lab.vswitch(name).transact(
        .detach(tunnels.keys.sorted(), from: "ports", of: "Bridge", bridge.key))
    }
  }

  /// Starts and joins everything, and lets it come to rest.
  mutating func repair() throws {
    lab.lab.network.joinAll()
    if !lab.southbound.isRunning { try lab.southbound.start() }
    for name in Self.chassis where !(try lab.process(name).isRunning) { try lab.start(name) }
    lab.settle()
  }
}
