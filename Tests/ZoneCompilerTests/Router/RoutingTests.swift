import OVSDB
import Testing
import Transactions
import ZoneBench
import ZoneCompiler

@Suite("A router's routes and policies")
struct RoutingTests {
  private let bench = Bench()
  private let router = UUID(high: 1, low: 1)

  /// A router with one port.
  init() {
    bench.edit(
      [NorthboundEdit.addRouter("router", uuid: router)]
        + NorthboundEdit.addRouterPort(
          "port", uuid: UUID(high: 1, low: 2), to: router, mac: "0a:00:00:00:00:01",
          networks: ["10.0.0.1/24", "fd00::1/64"]))
    bench.settle()
  }

  /// What the compiler says once the edit has been compiled.
  private func messages(after edit: [OVSDB.Operation]) -> [String] {
    _ = bench.controller.takeMessages()
    bench.edit(edit)
    bench.settle()
    #expect(bench.refusals == [])
    return bench.controller.takeMessages().map(\.text)
  }

  @Test(
    "that cannot be read are named with what is wrong with them",
    arguments: [
      ("10.1.0.0/16", "nonsense", "bad 'nexthop' nonsense"),
      ("10.1.0.0/16", "10.0.0.7/24", "bad next hop mask 10.0.0.7/24"),
      ("10.1.0.0/16", "fd00::7", "Address family doesn't match"),
      ("nonsense", "10.0.0.7", "bad 'ip_prefix' nonsense"),
      ("10.1.0.0/16", "192.0.2.7", "No path for static route 10.1.0.0/16; next hop 192.0.2.7"),
      ("10.1.0.0/33", "10.0.0.7", "bad 'ip_prefix' 10.1.0.0/33"),
      ("10.1.0.0/16", "", "No path for static route 10.1.0.0/16; next hop "),
    ])
  func badRoutes(prefix: String, nextHop: String, problem: String) {
    let found = messages(
      after: NorthboundEdit.addRoute(prefix, nextHop, uuid: UUID(high: 2, low: 1), to: router))
    #expect(found.count == 1 && found[0].contains(problem), "\(found)")
    #expect(bench.operationsOfFreshController() == [])
  }

  @Test(
    "to next hops that cannot be reached are named",
    arguments: [
      (["192.0.2.7"], "No path for routing policy priority 7; next hop 192.0.2.7"),
      (["nonsense"], "No path for routing policy priority 7; next hop nonsense"),
      (["10.0.0.7", "fd00::7"], "do not belong to the same address family"),
    ])
  func badPolicies(nextHops: [String], problem: String) {
    let found = messages(
      after: NorthboundEdit.addPolicy(
        "ip4", 7, "reroute", nextHops: nextHops, uuid: UUID(high: 2, low: 1), to: router))
    #expect(found.count == 1 && found[0].contains(problem), "\(found)")
  }

  @Test("cost what has changed: one route of a thousand is one key and one row")
  func cost() {
    for number in 0..<1000 {
      bench.edit(
        NorthboundEdit.addRoute(
          "10.\(number / 250 + 1).\(number % 250).0/24", "10.0.0.7",
          uuid: UUID(high: 3, low: UInt64(number)), to: router))
    }
    bench.settle()
    bench.clearCounts()
    bench.edit(
      NorthboundEdit.addRoute("10.99.0.0/16", "10.0.0.8", uuid: UUID(high: 4, low: 0), to: router))
    bench.settle()
    let runs = bench.controller.statistics.first { $0.kind == "flows" }?.runs
    #expect(runs == 1, "\(bench.controller.statistics)")
    // The lock, the comment, and the flow.
    #expect(bench.operationCounts[.southbound] == 3)
  }
}
