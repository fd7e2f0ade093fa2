import JSON
import OVNModel
import OVSDB
import Reconcile
import Testing

@testable import Lab

@Suite("The ports of a chassis")
struct ChassisPortTests {
  /// A port of a type.
  private func port(
    _ name: String, _ type: String = "", _ options: [String: String] = [:]
  ) -> Southbound.PortBinding {
    var port = Southbound.PortBinding()
    port.logicalPort = name
    port.type = type
    port.options = options
    return port
  }

  @Test("are claimed when they are plugged in, and released when they are pulled out")
  func plugs() throws {
    let lab = try ChassisLab()
    try lab.addChassis("hv")
    try lab.addPorts(port("vm1"), port("vm2"))
    lab.settle()
    try lab.plug("vm1", into: "hv")
    lab.settle()
    #expect(lab.holder("vm1") == "hv")
    #expect(lab.port("vm1")?.up == true)
    #expect(lab.holder("vm2") == nil)
    #expect(try lab.interface("vm1", on: "hv")?.externalIDs["ovn-installed"] == "true")
    #expect(lab.isAtRest)
    try lab.unplug("vm1", from: "hv")
    lab.settle()
    #expect(lab.holder("vm1") == nil)
    #expect(lab.port("vm1")?.up == false)
    #expect(lab.isAtRest)
  }

  @Test("may be plugged in before they exist")
  func isPluggedFirst() throws {
    let lab = try ChassisLab()
    try lab.addChassis("hv")
    lab.settle()
    try lab.plug("vm1", into: "hv")
    lab.settle()
    #expect(try lab.interface("vm1", on: "hv")?.externalIDs["ovn-installed"] == nil)
    try lab.addPorts(port("vm1"))
    lab.settle()
    #expect(lab.holder("vm1") == "hv")
  }

  @Test("are not claimed by interfaces that do not work", arguments: [-1, 0])
  func needsNumber(ofport: Int) throws {
    let lab = try ChassisLab()
    try lab.addChassis("hv")
    try lab.addPorts(port("vm1"))
    lab.settle()
    try lab.plug("vm1", into: "hv", ofport: ofport)
    lab.settle()
    #expect(lab.holder("vm1") == nil)
  }

  @Test("go to the encap that the interface asks for")
  func choosesEncap() throws {
    let lab = try ChassisLab()
    try lab.addChassis(
      "hv",
      externalIDs: [
        "ovn-encap-ip": "192.0.2.1,192.0.2.2", "ovn-encap-type": "vxlan,geneve",
      ])
    try lab.addPorts(port("vm1"))
    lab.settle()
    try lab.plug("vm1", into: "hv", ids: ["encap-ip": "192.0.2.2"])
    lab.settle()
    let encap = try #require(lab.port("vm1")?.encap)
    let row = try #require(lab.southbound.rows(Southbound.Encap.self)[encap])
    #expect(row.ip == "192.0.2.2")
    #expect(row.type == "geneve")
    try lab.configure("hv", ["ovn-encap-csum": "false"])
    lab.settle()
    #expect(lab.port("vm1")?.encap != nil)
    #expect(lab.isAtRest)
  }

  @Test("have the version that the interface says")
  func checksVersion() throws {
    let lab = try ChassisLab()
    try lab.addChassis("hv")
    try lab.addPorts(port("vm1", "", ["iface-id-ver": "2"]))
    lab.settle()
    try lab.plug("vm1", into: "hv", ids: ["iface-id-ver": "1"])
    lab.settle()
    #expect(lab.holder("vm1") == nil)
    #expect(try lab.interface("vm1", on: "hv")?.externalIDs["ovn-installed"] == nil)
  }

  @Test("follow options:requested-chassis", arguments: ["hv2", "hv2.example"])
  func followsRequest(requested: String) throws {
    let lab = try ChassisLab()
    try lab.addChassis("hv1")
    try lab.addChassis("hv2", externalIDs: ["hostname": "hv2.example"])
    try lab.addPorts(port("vm1", "", ["requested-chassis": requested]))
    lab.settle()
    try lab.plug("vm1", into: "hv1")
    try lab.plug("vm1", into: "hv2")
    lab.settle()
    #expect(lab.holder("vm1") == "hv2")
    #expect(lab.isAtRest)
  }

  @Test("are bound on a second chassis as well while they move")
  func moves() throws {
    let lab = try ChassisLab()
    try lab.addChassis("hv1")
    try lab.addChassis("hv2")
    try lab.addPorts(port("vm1", "", ["requested-chassis": "hv1,hv2"]))
    lab.settle()
    try lab.plug("vm1", into: "hv1")
    try lab.plug("vm1", into: "hv2")
    lab.settle()
    #expect(lab.holder("vm1") == "hv1")
    #expect(try lab.port("vm1")?.additionalChassis == [lab.uuid(of: "hv2")])
    let uuid = try #require(
      lab.southbound.rows(Southbound.PortBinding.self).first { $0.value.logicalPort == "vm1" }?.key)
    try lab.southbound.transact(
      .setKeys("Port_Binding", uuid, "options", ["requested-chassis": "hv2"]))
    lab.settle()
    #expect(lab.holder("vm1") == "hv2")
    #expect(lab.port("vm1")?.additionalChassis == [])
    #expect(lab.isAtRest)
  }

  @Test("that two chassis want go back and forth, but not more than twice a second each")
  func races() throws {
    let lab = try ChassisLab()
    try lab.addChassis("hv1")
    try lab.addChassis("hv2")
    try lab.addPorts(port("vm1"))
    lab.settle()
    lab.lab.network.delay = .milliseconds(2) ... .milliseconds(4)
    try lab.plug("vm1", into: "hv1")
    try lab.plug("vm1", into: "hv2")
    var holders: [String] = []
    for _ in 0..<4_000 {
      lab.lab.run(for: .milliseconds(1))
      if let holder = lab.holder("vm1"), holder != holders.last { holders.append(holder) }
    }
    #expect((8...18).contains(holders.count), "\(holders)")
    try lab.unplug("vm1", from: "hv1")
    lab.settle()
    #expect(lab.holder("vm1") == "hv2")
    #expect(lab.isAtRest)
  }

  @Test("of gateways are claimed by their options", arguments: ["l2gateway", "l3gateway"])
  func claimsGateways(type: String) throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw1")
    try lab.addChassis("gw2")
    try lab.addPorts(port("p", type, ["\(type)-chassis": "gw2"]))
    lab.settle()
    #expect(lab.holder("p") == "gw2")
    #expect(lab.port("p")?.up == true)
    let uuid = try #require(lab.southbound.rows(Southbound.PortBinding.self).keys.first)
    try lab.southbound.transact(
      .setKeys("Port_Binding", uuid, "options", ["\(type)-chassis": "gw1"]))
    lab.settle()
    #expect(lab.holder("p") == "gw1")
    #expect(lab.isAtRest)
  }

  @Test("of other kinds are left alone", arguments: ["remote", "patch", "localnet", "vtep"])
  func leavesOthers(type: String) throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw")
    lab.settle()
    var row = port("p", type)
    row.chassis = try lab.uuid(of: "gw")
    try lab.addPorts(row)
    lab.settle()
    #expect(lab.holder("p") == "gw")
  }

  @Test("of containers come up with the port that they are in")
  func claimsContainers() throws {
    let lab = try ChassisLab()
    try lab.addChassis("hv")
    var container = port("pod")
    container.parentPort = "vm1"
    container.tag = 7
    try lab.addPorts(container, port("vm1"))
    lab.settle()
    try lab.plug("vm1", into: "hv")
    lab.settle()
    #expect(lab.holder("pod") == "hv")
    #expect(lab.port("pod")?.up == true)
    try lab.unplug("vm1", from: "hv")
    lab.settle()
    #expect(lab.holder("pod") == nil)
    #expect(lab.isAtRest)
  }

  @Test("are released when the chassis exits, and kept when it is killed")
  func ends() throws {
    let lab = try ChassisLab()
    try lab.addChassis("hv")
    try lab.addPorts(port("vm1"))
    lab.settle()
    try lab.plug("vm1", into: "hv")
    lab.settle()
    try lab.kill("hv")
    lab.settle()
    #expect(lab.holder("vm1") == "hv")
    #expect(lab.port("vm1")?.up == true)
    try lab.start("hv")
    lab.settle()
    try lab.process("hv").command(Chassis.self) { $0.exit() }
    lab.settle()
    #expect(lab.holder("vm1") == nil)
    #expect(lab.port("vm1")?.up == false)
  }

  @Test("are claimed again after the Southbound server has lost its memory")
  func survivesServer() throws {
    let lab = try ChassisLab(keepsFiles: true)
    try lab.addChassis("hv")
    try lab.addPorts(port("vm1"))
    lab.settle()
    lab.southbound.kill()
    try lab.plug("vm1", into: "hv")
    lab.lab.run(for: .seconds(3))
    try lab.southbound.start()
    lab.settle()
    #expect(lab.holder("vm1") == "hv")
    #expect(lab.isAtRest)
  }

  @Test("cost a chassis two runs each, however many there are")
  func costsTheChange() throws {
    let lab = try ChassisLab()
    let process = try lab.addChassis("hv")
    for index in 0..<50 { try lab.addPorts(port("vm\(index)")) }
    lab.settle()
    let chassis = try #require(process.program as? Chassis)
    let before = chassis.controller.reconciler.runs
    try lab.plug("vm7", into: "hv")
    lab.settle()
    #expect((1...6).contains(chassis.controller.reconciler.runs - before))
    try lab.setSequenceNumber(3)
    lab.settle()
    #expect(chassis.controller.reconciler.runs - before < 12)
  }
}
