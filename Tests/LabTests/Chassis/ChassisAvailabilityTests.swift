import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("A port of several chassis")
struct ChassisAvailabilityTests {
  private func makeLab(type: String, serving served: [String] = []) throws -> ChassisLab {
    let lab = try ChassisLab()
    for name in ["gw1", "gw2", "gw3", "hv"] { try lab.addChassis(name) }
    lab.settle()
    var port = Southbound.PortBinding()
    port.logicalPort = "shared"
    port.type = type
    port.haChassisGroup = try lab.addGroup("group", ["gw1", "gw2", "gw3"], serving: served)
    try lab.addPorts(port)
    lab.settle()
    return lab
  }

  @Test("goes to the first that is alive, and back", arguments: ["chassisredirect", "external"])
  func failsOver(type: String) throws {
    let lab = try makeLab(type: type, serving: ["hv"])
    #expect(lab.holder("shared") == "gw1")
    #expect(lab.port("shared")?.up == true)
    try lab.kill("gw1")
    lab.settle()
    #expect(lab.holder("shared") == "gw2")
    try lab.kill("gw2")
    lab.settle()
    #expect(lab.holder("shared") == "gw3")
    #expect(lab.isAtRest)
    try lab.start("gw1")
    lab.settle()
    #expect(lab.holder("shared") == "gw1")
    #expect(lab.isAtRest)
  }

  @Test("goes on when its chassis exits")
  func exits() throws {
    let lab = try makeLab(type: "chassisredirect")
    try lab.process("gw1").command(Chassis.self) { $0.exit() }
    lab.settle()
    #expect(lab.holder("shared") == "gw2")
  }

  @Test("is not taken by a chassis that hears nobody")
  func isCutOff() throws {
    let lab = try makeLab(type: "chassisredirect", serving: ["hv"])
    lab.setReachable("gw3", false)
    lab.settle()
    #expect(lab.holder("shared") == "gw1")
    try lab.kill("gw1")
    try lab.kill("gw2")
    lab.settle()
    #expect(lab.holder("shared") == "gw1")
  }

  @Test("goes to the chassis with the greater name if priorities are the same")
  func breaksTies() throws {
    let lab = try makeLab(type: "chassisredirect")
    for uuid in lab.southbound.rows(Southbound.HAChassis.self).keys {
      try lab.southbound.transact(.update("HA_Chassis", uuid, ["priority": 5]))
    }
    lab.settle()
    #expect(lab.holder("shared") == "gw3")
  }

  @Test("follows priorities as they change")
  func followsPriorities() throws {
    let lab = try makeLab(type: "external")
    let second = try lab.uuid(of: "gw2")
    let member = try #require(
      lab.southbound.rows(Southbound.HAChassis.self).first { $0.value.chassis == second }?.key)
    try lab.southbound.transact(.update("HA_Chassis", member, ["priority": 1_000]))
    lab.settle()
    #expect(lab.holder("shared") == "gw2")
    #expect(lab.isAtRest)
  }
}
