import Seeded
import Testing

@testable import ZoneCompiler

@Suite("The datapaths of a flow")
struct DatapathCountsTests {
  @Test("are those that are put on more often than taken off", arguments: 0..<20 as Range<UInt64>)
  func counts(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var counts = DatapathCounts.none
    var expected: [UInt32: Int] = [:]
    for step in 0..<400 {
      let datapath = UInt32.random(in: 0..<4, using: &generator)
      let before = expected[datapath, default: 0]
      // More leave than come at times, so that one is left, or none.
      if Int.random(in: 0..<4, using: &generator) < (step / 50 % 2 == 0 ? 3 : 1) {
        #expect(counts.insert(datapath) == (before == 0))
        expected[datapath] = before + 1
      } else {
        #expect(counts.remove(datapath) == (before == 1))
        expected[datapath] = before > 1 ? before - 1 : nil
      }
      #expect(Set(counts.datapaths) == Set(expected.keys))
      #expect(counts.isEmpty == expected.isEmpty)
      for datapath in 0..<4 as Range<UInt32> {
        #expect(counts.contains(datapath) == (expected[datapath] != nil))
      }
    }
  }
}
