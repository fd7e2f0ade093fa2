import OVSDB
import Testing
import ZoneBench
import ZoneCompiler

@Suite("What chassis have learned", .timeLimit(.minutes(1)))
struct LearnedGroupTests {
  private let bench = Bench()
  private let logicalSwitch = UUID.random()
  private let router = UUID.random()
  private let chassis = UUID.random()
  private let ports = [UUID.random(), UUID.random()]

  init() {
    bench.edit([
      NorthboundEdit.addSwitch("sw", uuid: logicalSwitch),
      NorthboundEdit.addRouter("lr", uuid: router),
      NorthboundEdit.setMap(
        logicalSwitch, in: "Logical_Switch", "other_config", to: ["mcast_snoop": "true"]),
      NorthboundEdit.setMap(router, in: "Logical_Router", "options", to: ["mcast_relay": "true"]),
    ])
    bench.edit(
      NorthboundEdit.addRouterPort(
        "lr-sw", uuid: .random(), to: router, mac: "0a:00:00:00:00:01", networks: ["10.0.0.1/24"]))
    bench.edit(
      NorthboundEdit.addPort(
        "sw-lr", uuid: .random(), to: logicalSwitch, addresses: ["router"], type: "router",
        options: ["router-port": "lr-sw"]))
    for (index, port) in ports.enumerated() {
      bench.edit(
        NorthboundEdit.addPort("p\(index)", uuid: port, to: logicalSwitch, addresses: ["unknown"]))
    }
    bench.editSouthbound(ChassisEdit.addChassis("hv", uuid: chassis))
    bench.settle()
  }

  @Test(
    "of a group's listeners is taken over and given up",
    arguments: ["239.1.1.1", "ff0e::1", "ff02::1", "224.0.0.9", "mrouters", "nonsense"])
  func groups(address: String) {
    let group = UUID.random()
    bench.editSouthbound([
      ChassisEdit.learnGroup(
        address, uuid: group, on: logicalSwitch, chassis: chassis, ports: ports)
    ])
    expectSettled()
    bench.editSouthbound([
      NorthboundEdit.setReferences(group, in: "IGMP_Group", "ports", to: [ports[0]])
    ])
    expectSettled()
    bench.edit([NorthboundEdit.removePort(ports[0], from: "Logical_Switch", logicalSwitch)])
    expectSettled()
    bench.editSouthbound([NorthboundEdit.remove(group, from: "IGMP_Group")])
    expectSettled()
  }

  @Test("of a switch goes with the switch")
  func removedSwitch() {
    bench.editSouthbound([
      ChassisEdit.learnGroup(
        "239.1.1.1", uuid: .random(), on: logicalSwitch, chassis: chassis, ports: ports)
    ])
    expectSettled()
    bench.edit([NorthboundEdit.remove(logicalSwitch, from: "Logical_Switch")])
    expectSettled()
  }

  @Test("of an Ethernet address goes if no port has the key that it was learned at")
  func addresses() {
    let before = bench.operationCounts[.southbound] ?? 0
    bench.editSouthbound([
      ChassisEdit.learnAddress(
        "0a:00:00:00:00:77", uuid: .random(), datapathKey: 4000, portKey: 7)
    ])
    expectSettled()
    #expect((bench.operationCounts[.southbound] ?? 0) > before)
  }

  private func expectSettled(sourceLocation: SourceLocation = #_sourceLocation) {
    bench.settle()
    #expect(bench.refusals == [], sourceLocation: sourceLocation)
    #expect(bench.operationsOfFreshController() == [], sourceLocation: sourceLocation)
  }
}
