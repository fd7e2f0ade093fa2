import Derive
import JSON
import OVNModel
import OVSDB
import Testing

@testable import Interconnect

@Suite("The work in a world of 2,000 routes")
struct WorkTests {
  @Test("is one derivation for each router when a published route changes")
  func publishedRoute() {
    let world = LargeWorld()
    let route = world.bench.isb.uuids(ICSouthbound.Route.self)[1_000]
    world.bench.isb.modify(ICSouthbound.Route.self, route) { $0.origin = "connected" }
    #expect(world.runs() == ["learned-routes": 1])
  }

  @Test("is a handful of derivations when the operator adds a route")
  func staticRoute() {
    let world = LargeWorld()
    world.bench.addStaticRoute("192.0.2.0/24", via: "10.1.0.9", to: world.router)
    #expect(world.runs() == ["advertised-routes": 1])
    #expect(world.bench.controller.world.candidates.runs == world.candidateRuns + 1)
    #expect(world.bench.controller.wanted(.icSouthbound).count == 1)
  }

  @Test("is none for routes when an option changes that has no part in it")
  func unrelatedOption() {
    let world = LargeWorld()
    world.bench.nb.modify(
      Northbound.NBGlobal.self, world.bench.nb.uuids(Northbound.NBGlobal.self)[0]
    ) {
      $0.options["svc_monitor_mac"] = "00:00:00:00:00:09"
    }
    // The zone's own registration is looked at, since its name stands in the same row.
    #expect(world.runs() == ["globals": 1])
  }

  @Test("is none when the learned rows appear as they were wanted, but one look at each")
  func echo() {
    let world = LargeWorld()
    #expect(world.bench.converge())
    #expect(world.bench.nb.rows(Northbound.LogicalRouterStaticRoute.self).count == 2_000)
    _ = world.runs()
    #expect(world.runs() == [:])
    #expect(world.bench.controller.isConverged)
  }

  @Test("leaves nothing behind when all rows are gone")
  func nothingIsKept() {
    let world = LargeWorld()
    world.bench.removeEverything()
    world.bench.settle()
    let controller = world.bench.controller
    for entry in controller.statistics where entry.kind != "globals" {
      #expect(entry.keys == 0, "\(entry.kind)")
    }
    #expect(controller.world.candidates.keys.isEmpty)
    #expect(controller.world.routers.keys.isEmpty)
    #expect(controller.world.vips.keys.isEmpty)
    #expect(controller.world.candidatesByKey.isEmpty)
    #expect(controller.world.participants.isEmpty)
    #expect(controller.world.portKeys.isEmpty)
    #expect(controller.world.datapathKeys.isEmpty)
  }
}

/// A router that may learn 2,000 routes of another zone.
private struct LargeWorld {
  let bench = Bench()
  let router: Bench.RouterRows
  let candidateRuns: Int

  init() {
    bench.register("az1", ["ic-route-adv": "true", "ic-route-learn": "true"])
    let other = bench.addZone("az2")
    let transitSwitch = bench.addTransitSwitch("ts1")
    router = bench.addRouter("r")
    bench.connect(router, to: transitSwitch)
    for number in 0..<2_000 {
      bench.publishRoute("10.\(number / 250).\(number % 250).0/24", via: "169.254.100.9", by: other)
    }
    bench.settle()
    candidateRuns = bench.controller.world.candidates.runs
    bench.controller.clearStatistics()
  }

  /// How many derivations of each kind the last changes took.
  func runs() -> [String: Int] {
    bench.controller.clearStatistics()
    bench.settle()
    return Dictionary(
      uniqueKeysWithValues: bench.controller.statistics.filter { $0.runs > 0 }
        .map { ($0.kind, $0.runs) })
  }
}

extension Bench {
  fileprivate func removeEverything() {
    for database in Interconnect.Database.allCases {
      for (table, rows) in self[database].tables {
        for uuid in rows.keys { self[database].set(.init(table: table, uuid: uuid), to: nil) }
      }
    }
  }
}
