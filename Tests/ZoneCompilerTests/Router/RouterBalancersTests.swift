import JSON
import OVSDB
import Testing
import Transactions
import ZoneBench
import ZoneCompiler

@Suite("A router's balancers")
struct RouterBalancersTests {
  private let bench = Bench()
  private let router = UUID(high: 1, low: 1)

  /// A router with two ports and a hundred balancers, at a switch that announces their addresses.
  init() {
    let logicalSwitch = UUID(high: 1, low: 2)
    bench.edit(
      [
        NorthboundEdit.addSwitch("switch", uuid: logicalSwitch),
        NorthboundEdit.addRouter("router", uuid: router),
        NorthboundEdit.setMap(router, in: "Logical_Router", "options", to: ["chassis": "gateway"]),
      ]
        + NorthboundEdit.addRouterPort(
          "inside", uuid: UUID(high: 1, low: 3), to: router, mac: "0a:00:00:00:01:01",
          networks: ["10.0.0.1/16"])
        + NorthboundEdit.addRouterPort(
          "outside", uuid: UUID(high: 1, low: 4), to: router, mac: "0a:00:00:00:01:02",
          networks: ["192.0.2.1/24"])
        + NorthboundEdit.addPort(
          "to-router", uuid: UUID(high: 1, low: 5), to: logicalSwitch, addresses: ["router"],
          type: "router", options: ["router-port": "outside", "nat-addresses": "router"])
        + (0..<100).flatMap { addBalancer($0) })
    bench.settle()
    bench.clearCounts()
  }

  private func addBalancer(_ number: UInt64) -> [OVSDB.Operation] {
    let uuid = UUID(high: 2, low: number)
    return [
      .insert(
        table: "Load_Balancer",
        row: ["vips": ["192.0.2.\(number + 100):80": "10.0.0.7:80"].json], uuid: uuid),
      .mutate(
        table: "Logical_Router", where: [.uuid(equals: router)],
        mutations: [Mutation("load_balancer", .insert, .uuid(uuid))]),
    ]
  }

  /// How many derivations an edit takes.
  private func runs(after edit: [OVSDB.Operation]) -> Int {
    bench.clearCounts()
    bench.edit(edit)
    bench.settle()
    #expect(bench.refusals == [])
    #expect(bench.operationsOfFreshController() == [])
    return bench.controller.statistics.reduce(0) { $0 + $1.runs }
  }

  private func setAddresses(_ vips: [String: String]) -> [OVSDB.Operation] {
    [NorthboundEdit.setMap(UUID(high: 2, low: 7), in: "Load_Balancer", "vips", to: vips)]
  }

  @Test("cost what they are about when backends change, however many others there are")
  func backends() {
    let count = runs(after: setAddresses(["192.0.2.107:80": "10.0.0.8:80"]))
    #expect(count < 12, "\(bench.controller.statistics)")
  }

  @Test("cost their own flows and the lists of addresses when an address changes")
  func address() {
    let count = runs(after: setAddresses(["192.0.2.107:80": "", "192.0.2.9:80": "10.0.0.8:80"]))
    #expect(count < 24, "\(bench.controller.statistics)")
  }

  @Test("cost the same when one comes or goes")
  func coming() {
    #expect(runs(after: addBalancer(120)) < 24, "\(bench.controller.statistics)")
    let removal = [NorthboundEdit.remove(UUID(high: 2, low: 120), from: "Load_Balancer")]
    #expect(runs(after: removal) < 24, "\(bench.controller.statistics)")
  }

  @Test("are complained about if replies may leave by a port where nobody balances")
  func gateways() {
    _ = bench.controller.takeMessages()
    bench.edit(
      [NorthboundEdit.setMap(router, in: "Logical_Router", "options", to: [:])]
        + NorthboundEdit.addGatewayChassis(
          "gateway", uuid: UUID(high: 4, low: 1), to: UUID(high: 1, low: 3))
        + NorthboundEdit.addGatewayChassis(
          "gateway", uuid: UUID(high: 4, low: 2), to: UUID(high: 1, low: 4)))
    bench.settle()
    let found = bench.controller.takeMessages().map(\.text)
    #expect(found.contains { $0.contains("router, which has 2 distributed gateway ports") })
  }
}
