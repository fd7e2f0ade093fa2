import JSON
import OVSDB
import Testing
import Transactions
import ZoneBench
import ZoneCompiler

@Suite("A switch's balancers")
struct LoadBalancersTests {
  private let bench = Bench()
  private let logicalSwitch = UUID(high: 1, low: 1)
  private let balancer = UUID(high: 2, low: 1)

  /// A switch with a port.
  init() {
    bench.edit(
      [NorthboundEdit.addSwitch("switch", uuid: logicalSwitch)]
        + NorthboundEdit.addPort(
          "port", uuid: UUID(high: 1, low: 2), to: logicalSwitch,
          addresses: ["0a:00:00:00:00:01 10.0.0.7"]))
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

  private func addBalancer(_ columns: [String: JSON]) -> [OVSDB.Operation] {
    [
      .insert(
        table: "Load_Balancer", row: columns.merging(["name": .string("web")]) { $1 },
        uuid: balancer),
      .mutate(
        table: "Logical_Switch", where: [.uuid(equals: logicalSwitch)],
        mutations: [Mutation("load_balancer", .insert, .uuid(balancer))]),
    ]
  }

  @Test(
    "whose addresses cannot be read are named with what is wrong with them",
    arguments: [
      ("nonsense", "10.0.0.7", "nonsense: should be an IP address"),
      ("10.0.0.9:70000", "10.0.0.7:80", "10.0.0.9:70000: should be an IP address"),
      ("10.0.0.9:80", "10.0.0.7", "10.0.0.7: should be an IP address and a port number"),
      ("10.0.0.9", "10.0.0.7:80", "10.0.0.7:80: should be an IP address."),
      ("10.0.0.9:80", "[fd00::7]:80", "IP address family is different from VIP 10.0.0.9"),
      ("10.0.0.9:80", "10.0.0.7:80,,]:80", "]:80: should be an IP address"),
      ("", "", ": should be an IP address"),
    ])
  func badAddresses(vip: String, backends: String, problem: String) {
    let found = messages(after: addBalancer(["vips": [vip: backends].json]))
    #expect(found.count == 1 && found[0].contains("web") && found[0].contains(problem), "\(found)")
  }

  @Test(
    "whose options make no sense are named with them",
    arguments: [
      (["affinity_timeout": "99999"], "affinity_timeout"),
      (["neighbor_responder": "sometimes"], "responder mode sometimes"),
      (["template": "true"], "should be a template of the form"),
    ])
  func badOptions(options: [String: String], problem: String) {
    let found = messages(
      after: addBalancer([
        "vips": [options["template"] == nil ? "10.0.0.9:80" : "a:b:c": ""].json,
        "options": options.json,
      ]))
    #expect(found.count == 1 && found[0].contains("web") && found[0].contains(problem), "\(found)")
  }

  @Test("that are mended are no longer complained about")
  func mending() {
    _ = messages(after: addBalancer(["vips": ["nonsense": ""].json]))
    let found = messages(after: [
      .update(
        table: "Load_Balancer", where: [.uuid(equals: balancer)],
        row: ["vips": ["10.0.0.9:80": "10.0.0.7:80"].json])
    ])
    #expect(found == [])
  }

  @Test("cost what they are about, however many others there are")
  func cost() {
    for number in 0..<100 as Range<UInt64> {
      let uuid = UUID(high: 3, low: number)
      bench.edit([
        .insert(
          table: "Load_Balancer",
          row: ["vips": ["10.1.0.\(number):80": "10.0.0.7:80"].json], uuid: uuid),
        .mutate(
          table: "Logical_Switch", where: [.uuid(equals: logicalSwitch)],
          mutations: [Mutation("load_balancer", .insert, .uuid(uuid))]),
      ])
    }
    bench.settle()
    bench.clearCounts()
    bench.edit([
      .update(
        table: "Load_Balancer", where: [.uuid(equals: UUID(high: 3, low: 7))],
        row: ["vips": ["10.1.0.7:80": "10.0.0.8:80"].json])
    ])
    bench.settle()
    let runs = bench.controller.statistics.reduce(0) { $0 + $1.runs }
    #expect(runs < 12, "\(bench.controller.statistics)")
  }
}
