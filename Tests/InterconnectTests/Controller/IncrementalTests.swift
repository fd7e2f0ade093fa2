import OVNModel
import Seeded
import Testing

@testable import Interconnect

@Suite("Results kept up to date with random edits")
struct IncrementalTests {
  @Test(
    "equal those of a controller that starts with the same contents",
    arguments: 0..<200 as Range<UInt64>)
  func incrementalEqualsFresh(seed: UInt64) {
    let bench = Bench(
      seed.isMultiple(of: 4) ? .bookworm : .newest, seed: seed,
      tellsAllRoutes: seed.isMultiple(of: 3))
    bench.populate()
    var edits = RandomEdits(generator: SeededGenerator(seed: seed))
    bench.settle()
    for step in 1...60 {
      for _ in 0..<(edits.chance(3) ? 3 : 1) { edits.edit(bench) }
      if edits.chance(3) { bench.meetConditions() }
      bench.settle()
      if step.isMultiple(of: 20) {
        let fresh = bench.makeFreshController().wantedResult
        let kept = bench.controller.wantedResult
        #expect(
          kept.differences(from: fresh).isEmpty,
          "after step \(step): \(kept.differences(from: fresh))")
        if kept != fresh { return }
      }
    }
  }
}

extension [String: [String]] {
  fileprivate func differences(from other: Self) -> [String] {
    Set(keys).union(other.keys).sorted().filter { self[$0] != other[$0] }.map {
      "\($0): kept \(self[$0] ?? []), fresh \(other[$0] ?? [])"
    }
  }
}
