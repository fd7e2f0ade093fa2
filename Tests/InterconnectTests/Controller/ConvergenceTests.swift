import OVNModel
import Replica
import Seeded
import Testing

@testable import Interconnect

@Suite("A controller whose transactions are carried out")
struct ConvergenceTests {
  @Test("comes to rest, and a restarted one has nothing to do", arguments: 0..<60 as Range<UInt64>)
  func comesToRest(seed: UInt64) {
    let bench = Bench(
      seed.isMultiple(of: 4) ? .bookworm : .newest, seed: seed,
      tellsAllRoutes: seed.isMultiple(of: 3))
    bench.populate()
    var edits = RandomEdits(generator: SeededGenerator(seed: seed))
    for _ in 0..<30 {
      edits.edit(bench)
      if edits.chance(4) { bench.commit() }
      if edits.chance(4) { bench.meetConditions() }
    }
    #expect(bench.converge(rounds: 40))
    #expect(bench.makeFreshController().wantedResult == [:])
    #expect(bench.makeFreshController(knowsRoutes: false).wantedResult == [:])
  }

  @Test("writes nothing without the zone's lock, and everything with it")
  func standby() {
    let bench = Bench()
    bench.controller.setLock(.zone, isHeld: false)
    bench.populate()
    bench.feed()
    #expect(bench.controller.advance(now: .zero).isEmpty)
    #expect(!bench.controller.isActive)
    bench.controller.setLock(.zone, isHeld: true)
    #expect(bench.converge())
    #expect(bench.isb.rows(ICSouthbound.Route.self).count > 3)
  }

  @Test("keeps no changes while it is standby")
  func standbyForgets() {
    let bench = Bench()
    bench.populate()
    bench.settle()
    bench.controller.setLock(.zone, isHeld: false)
    for number in 0..<100 {
      bench.publishRoute("10.5.\(number).0/24", via: "169.254.100.9", by: bench.ownZone)
      bench.feed()
    }
    #expect(bench.controller.world.log.isEmpty)
    #expect(bench.controller.world.isb.routes.takeChanges().isEmpty)
    bench.controller.setLock(.zone, isHeld: true)
    bench.controller.derive()
    #expect(bench.controller.wantedResult == bench.makeFreshController().wantedResult)
  }
}
