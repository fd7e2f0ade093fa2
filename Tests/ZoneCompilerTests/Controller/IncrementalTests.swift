import JSON
import OVSDB
import Testing
import ZoneBench
import ZoneCompiler

@Suite("After each change the compiler", .timeLimit(.minutes(2)))
struct IncrementalTests {
  @Test("has written what one that starts from nothing would", arguments: 0..<40 as Range<UInt64>)
  func equalsFreshController(seed: UInt64) {
    var zone = RandomZone(seed: seed)
    let bench = Bench()
    for _ in 0..<12 {
      for _ in 0..<5 { bench.edit(zone.edit()) }
      bench.editSouthbound(zone.editAsChassis())
      bench.settle()
      #expect(bench.refusals == [])
      #expect(bench.operationsOfFreshController() == [])
    }
  }

  @Test("has derived what the change concerns and no more")
  func cost() {
    var zone = RandomZone(seed: 7)
    let bench = Bench()
    for _ in 0..<400 { bench.edit(zone.edit()) }
    bench.settle()
    bench.clearCounts()
    bench.edit([NorthboundEdit.addSwitch("alone", uuid: .random())])
    bench.settle()
    let runs = bench.controller.statistics.reduce(0) { $0 + $1.runs }
    #expect(runs < 40, "\(bench.controller.statistics)")
  }

  @Test("derives a port's rows again for what others say of it, not for each of its own writes")
  func ownWrites() throws {
    let bench = Bench()
    let logicalSwitch = UUID.random()
    let ports = (0..<50).map { _ in UUID.random() }
    bench.edit([NorthboundEdit.addSwitch("switch", uuid: logicalSwitch)])
    bench.settle()
    bench.clearCounts()
    for (number, port) in ports.enumerated() {
      bench.edit(
        NorthboundEdit.addPort("port\(number)", uuid: port, to: logicalSwitch, addresses: []))
    }
    bench.settle()
    let rows = try #require(bench.controller.statistics.first { $0.kind == "rows" })
    #expect(rows.runs < 8 * ports.count, "\(bench.controller.statistics)")
    #expect(bench.operationsOfFreshController() == [])
  }

  @Test("derives nothing but a port's state when that is all that changes")
  func state() {
    let bench = Bench()
    let (logicalSwitch, port) = (UUID.random(), UUID.random())
    bench.edit(
      [NorthboundEdit.addSwitch("switch", uuid: logicalSwitch)]
        + NorthboundEdit.addPort("port", uuid: port, to: logicalSwitch, addresses: []))
    bench.settle()
    bench.clearCounts()
    bench.edit([
      .update(
        table: "Logical_Switch_Port", where: [.uuid(equals: port)], row: ["up": .boolean(true)])
    ])
    bench.settle()
    // Once for what somebody wrote, once for what the compiler has made of it.
    #expect(bench.controller.statistics.map(\.runs) == [0, 2], "\(bench.controller.statistics)")
    #expect(bench.operationCounts[.northbound] ?? 0 > 0)
    #expect(bench.operationsOfFreshController() == [])
  }

  @Test("answers for a port that has come up, if the operator wants answers for those only")
  func up() {
    let bench = Bench()
    let (logicalSwitch, port, chassis) = (UUID.random(), UUID.random(), UUID.random())
    bench.edit(
      [NorthboundEdit.addSwitch("switch", uuid: logicalSwitch)]
        + NorthboundEdit.addPort(
          "port", uuid: port, to: logicalSwitch, addresses: ["0a:00:00:00:00:05 10.0.0.5"]))
    bench.editSouthbound(ChassisEdit.addChassis("hv", uuid: chassis))
    bench.settle()
    bench.edit([NorthboundEdit.setOption("ignore_lsp_down", to: "false")])
    bench.settle()
    let flows = bench.controller.counts[0].count
    bench.editSouthbound([
      .update(table: "Port_Binding", where: [], row: ["chassis": .uuid(chassis)])
    ])
    bench.settle()
    #expect(bench.controller.counts[0].count == flows + 2)
    #expect(bench.operationsOfFreshController() == [])
  }
}
