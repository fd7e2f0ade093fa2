import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("A gateway in the lab")
struct GatewayStories {
  @Test(
    "is a remote chassis in the other zone, with all its encapsulations",
    arguments: SchemaRelease.allCases)
  func exchange(_ schemas: SchemaRelease) throws {
    let lab = try Lab.joined(schemas: schemas)
    #expect(lab.remoteChassis("west") == ["gw-east geneve 192.168.2.1"])
    try lab.configure(chassis: 0, of: "east", ["ovn-encap-type": "geneve,vxlan"])
    #expect(
      lab.remoteChassis("west") == ["gw-east geneve 192.168.2.1", "gw-east vxlan 192.168.2.1"])
  }

  @Test("is withdrawn when its machine stops being one, and comes back")
  func withdrawal() throws {
    let lab = try Lab.joined()
    let before = MeshContents(lab).lines
    try lab.configure(chassis: 0, of: "east", ["ovn-is-interconn": "false"])
    #expect(lab.remoteChassis("west") == [])
    try lab.configure(chassis: 0, of: "east", ["ovn-is-interconn": "true"])
    #expect(MeshContents(lab).lines == before)
  }

  @Test("stays where it was published while its machine is dead")
  func deadMachine() throws {
    let lab = try Lab.joined()
    let before = MeshContents(lab).lines
    let machine = try #require(lab.zone("east")?.chassis.first)
    lab.kill(machine)
    try lab.requireRest()
    #expect(MeshContents(lab).lines == before)
    lab.start(machine)
    try lab.requireRest()
    #expect(MeshContents(lab).lines == before)
  }

  @Test("is followed when its host name changes, and what others wrote to its row stays")
  func foreignKeys() throws {
    let lab = try Lab.joined()
    try lab.change("west") {
      try $0.southbound.transact(
        .setKey("mine", "1", in: "other_config", of: "Chassis", Condition.name("gw-east")),
        .setKey("mine", "2", in: "external_ids", of: "Chassis", Condition.name("gw-east")))
    }
    try lab.configure(chassis: 0, of: "east", ["hostname": "renamed"])
    let chassis = MeshContents(lab).zones[1].chassis.values.first { $0.name == "gw-east" }
    #expect(chassis?.hostname == "renamed")
    #expect(chassis?.otherConfig["mine"] == "1")
    #expect(chassis?.externalIDs["mine"] == "2")
  }

  @Test("that clashes with a chassis of the other zone is left out alone, until that is gone")
  func clash() throws {
    let lab = try Lab.joined()
    // A row that no machine stands behind.
    try lab.change("west") {
      try $0.southbound.transact(
        .insert(
          table: "Encap",
          row: [
            "chassis_name": "gw-new", "type": "geneve", "ip": "192.0.2.1",
            "options": .map([("csum", "true")]),
          ], name: "encap"),
        .insert(table: "Chassis", row: ["name": "gw-new", "encaps": .namedUUID("encap")]))
    }
    try lab.zone("east")?.chassis[1].openVSwitch.configure(
      ["system-id": "gw-new", "ovn-is-interconn": "true", "ovn-encap-ip": "192.0.2.9"])
    // East tries no more than once a minute to give what West cannot take.
    lab.settle(within: .seconds(10))
    #expect(lab.remoteChassis("west") == ["gw-east geneve 192.168.2.1"])
    try lab.zone("west")?.southbound.transact(
      .delete(table: "Chassis", where: Condition.name("gw-new")))
    try lab.requireRest()
    #expect(
      lab.remoteChassis("west")
        == ["gw-east geneve 192.168.2.1", "gw-new geneve 192.0.2.9"])
  }
}
