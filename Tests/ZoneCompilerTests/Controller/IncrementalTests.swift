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
}
