import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("A chassis of the lab")
struct ChassisRegistrationTests {
  @Test("registers with the other_config of release 23.03")
  func registers() throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw", externalIDs: ["ovn-is-interconn": "true"])
    lab.settle()
    let chassis = try #require(lab.chassis("gw"))
    #expect(chassis.hostname == "gw")
    #expect(lab.encaps("gw") == ["geneve 192.0.2.1 csum=true"])
    #expect(
      chassis.otherConfig == [
        "ct-no-masked-label": "true", "datapath-type": "system",
        "iface-types": "geneve,internal,vxlan", "is-interconn": "true",
        "mac-binding-timestamp": "true", "ovn-bridge-mappings": "",
        "ovn-chassis-mac-mappings": "", "ovn-cms-options": "", "ovn-ct-lb-related": "true",
        "ovn-enable-lflow-cache": "true", "ovn-limit-lflow-cache": "",
        "ovn-memlimit-lflow-cache-kb": "", "ovn-monitor-all": "false",
        "ovn-trim-limit-lflow-cache": "", "ovn-trim-timeout-ms": "",
        "ovn-trim-wmark-perc-lflow-cache": "", "port-up-notif": "true",
      ])
    #expect(try lab.companion("gw")?.chassis == lab.uuid(of: "gw"))
    #expect(lab.isAtRest)
  }

  @Test("does nothing before it knows its name and its encaps")
  func waits() throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw")
    try lab.configure("gw", ["ovn-encap-ip": nil])
    lab.settle()
    #expect(lab.chassis("gw") == nil)
    try lab.configure("gw", ["ovn-encap-ip": "192.0.2.7"])
    lab.settle()
    #expect(lab.encaps("gw") == ["geneve 192.0.2.7 csum=true"])
  }

  @Test("makes the integration bridge")
  func makesBridge() throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw", externalIDs: ["ovn-bridge": "br-ovn"])
    lab.settle()
    let vswitch = try lab.vswitch("gw")
    let bridge = try #require(vswitch.rows(OpenVSwitch.Bridge.self).values.first)
    #expect(bridge.name == "br-ovn")
    #expect(bridge.failMode == "secure")
    #expect(bridge.datapathType == "system")
    let configuration = try #require(vswitch.rows(OpenVSwitch.Configuration.self).values.first)
    #expect(configuration.otherConfig == ["vlan-limit": "0", "ovn-chassis-idx-gw": ""])
    #expect(configuration.datapaths.keys.sorted() == ["system"])
  }

  @Test(
    "follows changes of its options",
    arguments: [
      (["ovn-encap-ip": "198.51.100.1"], ["geneve 198.51.100.1 csum=true"]),
      (["ovn-encap-ip": "2001:db8::1"], ["geneve 2001:db8::1 csum=true"]),
      (["ovn-encap-csum": "false"], ["geneve 192.0.2.1 csum=false"]),
      (["ovn-encap-ip-gw": "192.0.2.9"], ["geneve 192.0.2.9 csum=true"]),
      (
        ["ovn-encap-type": "geneve,vxlan", "ovn-encap-ip": "192.0.2.1,192.0.2.2"],
        [
          "geneve 192.0.2.1 csum=true", "geneve 192.0.2.2 csum=true", "vxlan 192.0.2.1 csum=true",
          "vxlan 192.0.2.2 csum=true",
        ]
      ),
    ])
  func followsOptions(values: [String: String], encaps: [String]) throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw")
    lab.settle()
    let before = try lab.uuid(of: "gw")
    try lab.configure("gw", values)
    lab.settle()
    #expect(lab.encaps("gw") == encaps)
    #expect(try lab.uuid(of: "gw") == before)
    #expect(lab.southbound.rows(Southbound.Encap.self).count == encaps.count)
    #expect(lab.isAtRest)
  }

  @Test("tells its transport zones, bridge mappings and hostname, and keeps other keys")
  func tellsOptions() throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw")
    lab.settle()
    let uuid = try lab.uuid(of: "gw")
    try lab.southbound.transact(.setKeys("Chassis", uuid, "other_config", ["mine": "1"]))
    try lab.configure(
      "gw",
      [
        "ovn-transport-zones": "tz2,tz1", "ovn-bridge-mappings": "public:br-ex",
        "hostname": "gw.example", "ovn-cms-options": "enable-chassis-as-gw",
      ])
    lab.settle()
    let chassis = try #require(lab.chassis("gw"))
    #expect(chassis.transportZones == ["tz1", "tz2"])
    #expect(chassis.hostname == "gw.example")
    #expect(chassis.otherConfig["ovn-bridge-mappings"] == "public:br-ex")
    #expect(chassis.otherConfig["ovn-cms-options"] == "enable-chassis-as-gw")
    #expect(chassis.otherConfig["mine"] == "1")
  }

  @Test("of a new name waits until the operator has removed the rows of the old one")
  func renames() throws {
    let lab = try ChassisLab()
    try lab.addChassis("old")
    lab.settle()
    try lab.configure("old", ["system-id": "new"])
    lab.lab.run(for: .seconds(5))
    #expect(lab.chassis("new") == nil)
    #expect(try lab.process("old").log.contains { $0.contains("Encap") })
    try lab.southbound.transact(
      .delete("Chassis", lab.uuid(of: "old")),
      .delete(table: "Chassis_Private", where: []))
    lab.settle()
    #expect(lab.chassis("new") != nil)
    #expect(lab.chassis("old") == nil)
    #expect(lab.companion("new") != nil)
  }

  @Test("repairs what others change in its rows")
  func repairs() throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw")
    lab.settle()
    let uuid = try lab.uuid(of: "gw")
    try lab.southbound.transact(
      .setKeys("Chassis", uuid, "other_config", ["iface-types": "foo", "port-up-notif": nil]),
      .update("Chassis", uuid, ["hostname": "foo"]),
      .delete(table: "Chassis_Private", where: []))
    lab.settle()
    #expect(lab.chassis("gw")?.hostname == "gw")
    #expect(lab.chassis("gw")?.otherConfig["iface-types"] == "geneve,internal,vxlan")
    #expect(lab.chassis("gw")?.otherConfig["port-up-notif"] == "true")
    #expect(lab.companion("gw")?.chassis == uuid)
    try lab.southbound.transact(.delete("Chassis", uuid))
    lab.settle()
    #expect(try lab.companion("gw")?.chassis == lab.uuid(of: "gw"))
    #expect(lab.isAtRest)
  }

  @Test("confirms sequence numbers, with the time, in both databases")
  func confirms() throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw")
    lab.settle()
    #expect(lab.companion("gw")?.nbCfg == 0)
    lab.lab.run(for: .seconds(3))
    try lab.setSequenceNumber(7)
    lab.settle()
    #expect(lab.companion("gw")?.nbCfg == 7)
    #expect(lab.companion("gw")?.nbCfgTimestamp == 1_767_225_603_000)
    let bridge = try #require(try lab.vswitch("gw").rows(OpenVSwitch.Bridge.self).values.first)
    #expect(bridge.externalIDs["ovn-nb-cfg"] == "7")
    #expect(bridge.externalIDs["ovn-nb-cfg-ts"] == "1767225603000")
  }

  @Test("takes its rows back when it exits")
  func exits() throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw")
    lab.settle()
    try lab.process("gw").command(Chassis.self) { $0.exit() }
    lab.settle()
    #expect(lab.chassis("gw") == nil)
    #expect(lab.companion("gw") == nil)
    #expect(lab.southbound.rows(Southbound.Encap.self).isEmpty)
    let configuration = try lab.vswitch("gw").rows(OpenVSwitch.Configuration.self).values.first
    #expect(configuration?.otherConfig["ovn-chassis-idx-gw"] == nil)
  }

  @Test("leaves its rows when it is killed, and finds them again")
  func survivesKill() throws {
    let lab = try ChassisLab()
    try lab.addChassis("gw")
    lab.settle()
    let uuid = try lab.uuid(of: "gw")
    try lab.kill("gw")
    lab.settle()
    #expect(try lab.uuid(of: "gw") == uuid)
    try lab.start("gw")
    lab.settle()
    #expect(try lab.uuid(of: "gw") == uuid)
    #expect(lab.isAtRest)
  }
}
