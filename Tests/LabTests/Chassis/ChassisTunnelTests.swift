import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("The tunnels of a chassis of the lab")
struct ChassisTunnelTests {
  /// The peers of a chassis's tunnels, with their addresses.
  private func peers(of chassis: String, in lab: ChassisLab) throws -> [String] {
    try lab.vswitch(chassis).rows(OpenVSwitch.Port.self).values
      .compactMap { $0.externalIDs["ovn-chassis-id"] }.sorted()
  }

  @Test("lead to all others, and follow them to other addresses")
  func mesh() throws {
    let lab = try ChassisLab()
    for name in ["a", "b", "c"] { try lab.addChassis(name) }
    lab.settle()
    #expect(try peers(of: "a", in: lab) == ["b@192.0.2.2", "c@192.0.2.3"])
    #expect(try peers(of: "c", in: lab) == ["a@192.0.2.1", "b@192.0.2.2"])
    try lab.configure("b", ["ovn-encap-ip": "198.51.100.2"])
    lab.settle()
    #expect(try peers(of: "a", in: lab) == ["b@198.51.100.2", "c@192.0.2.3"])
    #expect(lab.isAtRest)
  }

  @Test("lead to other zones' gateways from the chassis that is one")
  func crossesZones() throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw", externalIDs: ["ovn-is-interconn": "true"])
    try lab.addChassis("hv")
    lab.settle()
    try lab.southbound.transact(
      .insert(
        table: "Encap",
        row: ["type": "geneve", "ip": "203.0.113.1", "chassis_name": "far"], name: "encap"),
      .insert(
        table: "Chassis",
        row: [
          "name": "far", "encaps": .namedUUID("encap"), "other_config": ["is-remote": "true"].json,
        ]))
    lab.settle()
    #expect(try peers(of: "gw", in: lab) == ["far@203.0.113.1", "hv@192.0.2.2"])
    #expect(try peers(of: "hv", in: lab) == ["gw@192.0.2.1"])
  }

  @Test("go with the chassis that exits, and stay when it is killed")
  func ends() throws {
    let lab = try ChassisLab()
    for name in ["a", "b", "c"] { try lab.addChassis(name) }
    lab.settle()
    try lab.kill("b")
    lab.settle()
    #expect(try peers(of: "a", in: lab) == ["b@192.0.2.2", "c@192.0.2.3"])
    #expect(try peers(of: "b", in: lab).count == 2)
    try lab.process("c").command(Chassis.self) { $0.exit() }
    lab.settle()
    #expect(try peers(of: "a", in: lab) == ["b@192.0.2.2"])
    #expect(try peers(of: "c", in: lab) == [])
  }
}
