import JSON
import OVSDB
import Testing
import ZoneBench
import ZoneCompiler

@Suite("A backend that is watched")
struct ServiceMonitorTests {
  private let bench = Bench()
  private let port = UUID(high: 1, low: 2)
  private let balancer = UUID(high: 2, low: 1)
  private let check = UUID(high: 3, low: 1)

  /// A switch with a port and a balancer that checks it.
  init() {
    let logicalSwitch = UUID(high: 1, low: 1)
    bench.edit(
      [NorthboundEdit.addSwitch("switch", uuid: logicalSwitch)]
        + NorthboundEdit.addPort(
          "port", uuid: port, to: logicalSwitch, addresses: ["0a:00:00:00:00:01 10.0.0.7"])
        + [
          .insert(
            table: "Load_Balancer_Health_Check", row: ["vip": "10.0.0.9:80"], uuid: check),
          .insert(
            table: "Load_Balancer",
            row: [
              "vips": ["10.0.0.9:80": "10.0.0.7:80"].json,
              "ip_port_mappings": ["10.0.0.7": "port:10.0.0.3"].json, "health_check": check.json,
            ], uuid: balancer),
          .mutate(
            table: "Logical_Switch", where: [.uuid(equals: logicalSwitch)],
            mutations: [Mutation("load_balancer", .insert, .uuid(balancer))]),
        ])
    settle()
  }

  private func settle() {
    bench.settle()
    #expect(bench.refusals == [])
    #expect(bench.operationsOfFreshController() == [])
  }

  /// Whether Southbound has exactly `count` rows of a table that meet the conditions.
  private func has(_ count: Int, of table: String, where conditions: [Condition]) -> Bool {
    bench.countSouthbound(table, where: conditions) == count
  }

  private func status(_ status: String) -> [Condition] {
    [Condition("status", .equal, .string(status))]
  }

  private func report(_ status: String) {
    bench.editSouthbound([
      .update(table: "Service_Monitor", where: [], row: ["status": .string(status)])
    ])
    settle()
  }

  private var choices: [Condition] {
    [Condition("actions", .equal, "reg0[1] = 0; ct_lb_mark(backends=10.0.0.7:80);")]
  }

  @Test("has one row, and gets connections until it is known to be dead")
  func death() {
    bench.editSouthbound([
      .update(table: "Port_Binding", where: [], row: ["up": .boolean(true)])
    ])
    #expect(has(1, of: "Service_Monitor", where: []))
    #expect(has(1, of: "Logical_Flow", where: choices))
    report("offline")
    #expect(has(0, of: "Logical_Flow", where: choices))
    report("online")
    #expect(has(1, of: "Logical_Flow", where: choices))
    #expect(has(1, of: "Service_Monitor", where: status("online")))
  }

  @Test("is dead if its port is down, whatever chassis said before")
  func portDown() {
    report("online")
    #expect(has(1, of: "Service_Monitor", where: status("offline")))
    #expect(has(0, of: "Logical_Flow", where: choices))
  }

  @Test(
    "is watched no longer once its port, its check or the word of where it is has gone",
    arguments: ["disabled", "unchecked", "unmapped", "removed"])
  func end(reason: String) {
    let edit =
      switch reason {
      case "disabled": NorthboundEdit.enable(port, in: "Logical_Switch_Port", false)
      case "unchecked":
        NorthboundEdit.setReferences(balancer, in: "Load_Balancer", "health_check", to: [])
      case "unmapped":
        NorthboundEdit.setMap(balancer, in: "Load_Balancer", "ip_port_mappings", to: [:])
      default: NorthboundEdit.remove(balancer, from: "Load_Balancer")
      }
    bench.edit([edit])
    settle()
    #expect(has(0, of: "Service_Monitor", where: []))
  }
}
