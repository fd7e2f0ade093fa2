import OVSDB
import Testing
import Transactions
import ZoneBench
import ZoneCompiler

@Suite("A rule of address translation")
struct NATTests {
  private let bench = Bench()
  private let router = UUID(high: 1, low: 1)

  /// A router with a gateway port that is attached to nothing.
  init() {
    bench.edit(
      [NorthboundEdit.addRouter("router", uuid: router)]
        + NorthboundEdit.addRouterPort(
          "port", uuid: UUID(high: 1, low: 2), to: router, mac: "0a:00:00:00:00:01",
          networks: ["192.0.2.1/24"])
        + NorthboundEdit.addGatewayChassis(
          "gateway", uuid: UUID(high: 1, low: 3), to: UUID(high: 1, low: 2)))
    bench.settle()
  }

  /// What the compiler says once the edit has been compiled.
  private func messages(after edit: [OVSDB.Operation]) -> [String] {
    _ = bench.controller.takeMessages()
    bench.edit(edit)
    bench.settle()
    #expect(bench.refusals == [])
    #expect(bench.operationsOfFreshController() == [])
    return bench.controller.takeMessages().map(\.text)
  }

  private var flowCount: Int {
    bench.controller.counts.first { $0.name == "logical-flows" }?.count ?? 0
  }

  @Test(
    "that cannot be applied is named with what is wrong with it",
    arguments: [
      ("snat", "nonsense", "10.0.0.0/24", [:], "Bad ip address nonsense"),
      ("snat", "", "10.0.0.0/24", [:], "Bad ip address "),
      ("snat", "192.0.2.0/24", "10.0.0.0/24", [:], "bad external ip 192.0.2.0/24"),
      ("snat", "192.0.2.9", "nonsense", [:], "bad ip network or ip nonsense for snat"),
      ("snat", "192.0.2.9", "fd00::/64", [:], "bad ip network or ip fd00::/64 for snat"),
      ("dnat", "192.0.2.9", "10.0.0.0/24", [:], "bad ip 10.0.0.0/24 for dnat"),
      ("dnat", "fd00::9", "10.0.0.9", [:], "bad ip 10.0.0.9 for dnat"),
      (
        "dnat_and_snat", "192.0.2.9", "10.0.0.9",
        ["external_mac": "nonsense", "logical_port": "vm"], "bad mac nonsense for dnat"
      ),
    ] as [(String, String, String, [String: String], String)])
  func badRules(
    type: String, external: String, logical: String, columns: [String: String], problem: String
  ) {
    let found = messages(
      after: NorthboundEdit.addNAT(
        type, external, logical, uuid: UUID(high: 2, low: 1), to: router, columns: columns))
    #expect(found.count == 1 && found[0].contains(problem), "\(found)")
  }

  @Test("for a port's own name with quotation marks does not stop the others")
  func oddNames() {
    let found = messages(
      after: NorthboundEdit.addNAT(
        "dnat_and_snat", "192.0.2.9", "10.0.0.9", uuid: UUID(high: 2, low: 1), to: router,
        columns: ["external_mac": "0a:00:00:00:00:09", "logical_port": "a\"b"]))
    #expect(found == [])
  }

  @Test("leaves nothing behind when it goes")
  func removal() {
    let before = flowCount
    let rule = UUID(high: 2, low: 1)
    _ = messages(
      after: NorthboundEdit.addNAT("dnat_and_snat", "192.0.2.9", "10.0.0.9", uuid: rule, to: router)
    )
    #expect(flowCount > before)
    _ = messages(after: [NorthboundEdit.remove(rule, from: "Logical_Router", router, "nat")])
    #expect(flowCount == before)
  }

  @Test("costs no look at the other rules", arguments: ["snat", "dnat_and_snat"])
  func cost(type: String) {
    for number in 2..<200 {
      bench.edit(
        NorthboundEdit.addNAT(
          type, "192.0.2.\(number)", "10.0.0.\(number)", uuid: UUID(high: 2, low: UInt64(number)),
          to: router))
    }
    bench.settle()
    bench.clearCounts()
    bench.edit(
      NorthboundEdit.addNAT(
        type, "192.0.2.250", "10.0.0.250", uuid: UUID(high: 2, low: 250), to: router))
    bench.settle()
    let runs = bench.controller.statistics.reduce(0) { $0 + $1.runs }
    #expect(runs < 40, "\(bench.controller.statistics)")
  }
}
