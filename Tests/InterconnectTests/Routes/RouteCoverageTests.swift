import OVNModel
import OVSDB
import Replica
import Testing

@testable import Interconnect

@Suite("A controller that is told only the routes it asks for")
struct RouteCoverageTests {
  private typealias Learned = Northbound.LogicalRouterStaticRoute
  private typealias Published = ICSouthbound.Route

  @Test("asks at once for its zone's own and for those on its routers' transit switches")
  func asks() {
    let bench = Bench(tellsAllRoutes: false)
    bench.populate()
    bench.addTransitSwitch("ts3", key: 16_711_684)
    bench.settle()
    #expect(
      bench.controller.takeConditions() == [
        "Route": [
          .routes(of: bench.ownZone), .routes(on: "ts1"), .routes(on: "ts2"),
        ]
      ])
    #expect(bench.controller.takeConditions() == nil)
  }

  @Test("holds no others")
  func holds() {
    let bench = Bench(tellsAllRoutes: false)
    bench.populate()
    let other = bench.addZone("az3")
    for number in 0..<50 {
      bench.publishRoute("10.5.\(number).0/24", via: "169.254.102.9", on: "ts3", by: other)
    }
    #expect(bench.converge())
    #expect(bench.controller.world.isb.routes.count == bench.isb.uuids(Published.self).count - 50)
    #expect(bench.learned.count == 3 + 3)
  }

  @Test("registers its zone before it can ask for anything, and then publishes")
  func firstStart() {
    let bench = Bench(tellsAllRoutes: false)
    bench.populate()
    bench.isb.delete(ICSouthbound.AvailabilityZone.self, bench.ownZone)
    bench.settle()
    #expect(bench.controller.takeConditions() == nil)
    #expect(bench.converge())
    #expect(bench.controller.world.neededRoutes == [.routes(of: bench.ownZone)])
  }

  @Test("wants nothing after a restart, neither before it knows its routes nor after")
  func restart() {
    let bench = Bench(tellsAllRoutes: false)
    bench.populate()
    #expect(bench.converge())
    #expect(!bench.learned.isEmpty)
    let fresh = bench.makeFreshController(knowsRoutes: false)
    #expect(fresh.wantedResult == [:])
    #expect(!fresh.isConverged)
    fresh.apply(bench.isb.everything, to: .icSouthbound, format: .update2)
    fresh.derive()
    #expect(fresh.wantedResult == [:])
    fresh.setCoverage(bench.isb.conditions, of: .icSouthbound)
    fresh.derive()
    #expect(fresh.wantedResult == [:])
    #expect(fresh.isConverged)
  }

  @Test(
    "drops what it had learned of a route that is gone only once it knows that it is",
    arguments: [
      [[]], [["ts2"], ["ts1"]], [["ts1"], ["ts1", "ts2"]],
    ])
  func routeGone(steps: [[String]]) {
    let bench = Bench(tellsAllRoutes: false)
    bench.populate()
    #expect(bench.converge())
    for route in bench.isb.rows(Published.self) where route.row.transitSwitch == "ts2" {
      if route.row.availabilityZone != bench.ownZone {
        bench.isb.delete(Published.self, route.uuid)
      }
    }
    let fresh = bench.makeFreshController(knowsRoutes: false)
    fresh.apply(bench.isb.everything, to: .icSouthbound, format: .update2)
    for switches in steps {
      fresh.setCoverage(
        ["Route": [.routes(of: bench.ownZone)] + switches.map { .routes(on: $0) }],
        of: .icSouthbound)
      fresh.derive()
      let isKnown = switches.count == 2
      #expect(fresh.wanted(.northbound).isEmpty != isKnown, "\(switches)")
    }
  }

  @Test("learns what is on a transit switch that a router is attached to")
  func attached() {
    let bench = Bench(tellsAllRoutes: false)
    bench.register("az1", ["ic-route-learn": "true", "ic-route-adv": "true"])
    let other = bench.addZone("az2")
    let router = bench.addRouter("r")
    bench.connect(router, to: bench.addTransitSwitch("ts1"))
    bench.publishRoute("10.2.0.0/24", via: "169.254.100.9", by: other)
    bench.publishRoute("10.3.0.0/24", via: "169.254.101.9", on: "ts2", by: other)
    #expect(bench.converge())
    #expect(bench.learned == ["10.2.0.0/24"])
    bench.connect(
      router, to: bench.addTransitSwitch("ts2", key: 16_711_683), named: "ts2",
      address: "00:00:00:00:00:03 169.254.101.3/24")
    bench.settle()
    #expect(bench.controller.wanted(.northbound) == [])
    #expect(!bench.controller.isConverged)
    #expect(bench.converge())
    #expect(bench.learned == ["10.2.0.0/24", "10.3.0.0/24"])
  }

  @Test("forgets what is on a transit switch that no router is attached to any more")
  func detached() {
    let bench = Bench(tellsAllRoutes: false)
    bench.register("az1", ["ic-route-learn": "true", "ic-route-adv": "true"])
    let other = bench.addZone("az2")
    let router = bench.addRouter("r")
    bench.connect(router, to: bench.addTransitSwitch("ts1"))
    let second = bench.connect(
      router, to: bench.addTransitSwitch("ts2", key: 16_711_683), named: "ts2",
      address: "00:00:00:00:00:03 169.254.101.3/24")
    bench.publishRoute("10.2.0.0/24", via: "169.254.100.9", by: other)
    bench.publishRoute("10.3.0.0/24", via: "169.254.101.9", on: "ts2", by: other)
    bench.addStaticRoute("10.7.0.0/16", via: "10.1.0.9", to: router)
    #expect(bench.converge())
    #expect(bench.learned == ["10.2.0.0/24", "10.3.0.0/24"])
    #expect(bench.published(on: "ts2") == ["10.3.0.0/24", "10.7.0.0/16"])
    bench.nb.delete(Northbound.LogicalSwitchPort.self, second.switchPort)
    #expect(bench.converge())
    #expect(bench.learned == ["10.2.0.0/24"])
    #expect(bench.published(on: "ts2") == ["10.3.0.0/24"])
    #expect(bench.controller.world.isb.routes.rows.allSatisfy { $0.value.transitSwitch == "ts1" })
  }

  @Test("keeps what it had learned on a transit switch that is attached again meanwhile")
  func attachedAgain() {
    let bench = Bench(tellsAllRoutes: false)
    bench.populate()
    #expect(bench.converge())
    let learned = bench.learned
    let ports = bench.isb.rows(ICSouthbound.PortBinding.self).filter {
      $0.row.transitSwitch == "ts2"
    }
    for port in ports { bench.isb.delete(ICSouthbound.PortBinding.self, port.uuid) }
    bench.settle()
    bench.meetConditions {
      for port in ports { bench.isb.insert(port.row, as: port.uuid) }
      bench.settle()
      #expect(bench.controller.wanted(.northbound) == [])
    }
    bench.settle()
    #expect(bench.controller.wanted(.northbound) == [])
    #expect(
      bench.controller.world.isb.routes.rows.allSatisfy {
        $0.value.transitSwitch == "ts1" || $0.value.availabilityZone == bench.ownZone
      })
    #expect(bench.converge())
    #expect(bench.learned == learned)
  }

  @Test("withdraws its own routes on switches that it is not attached to")
  func withdraws() {
    let bench = Bench(tellsAllRoutes: false)
    bench.populate()
    bench.publishRoute("10.9.0.0/24", via: "169.254.109.9", on: "ts9", by: bench.ownZone)
    bench.publishRoute("nonsense", via: "169.254.109.9", on: "ts9", by: bench.ownZone)
    #expect(bench.converge())
    #expect(bench.published(on: "ts9") == [])
  }

  @Test("takes its zone away only when it knows that no route is left")
  func leaves() {
    let bench = Bench(tellsAllRoutes: false)
    let own = bench.register("az1")
    bench.publishRoute("10.9.0.0/24", via: "169.254.109.9", on: "ts9", by: own)
    bench.settle()
    bench.nb.modify(Northbound.NBGlobal.self, bench.nb.uuids(Northbound.NBGlobal.self)[0]) {
      $0.name = ""
    }
    bench.settle()
    #expect(bench.controller.wanted(.icSouthbound) == [])
    bench.meetConditions()
    bench.settle()
    #expect(bench.controller.wanted(.icSouthbound).map { $0.prefix(12) } == ["delete Route"])
    #expect(bench.converge())
    #expect(bench.isb.uuids(ICSouthbound.AvailabilityZone.self) == [])
  }

  @Test("confirms a sequence number only when it knows its routes")
  func sequenceNumber() {
    let bench = Bench(tellsAllRoutes: false)
    bench.populate()
    bench.inb.modify(
      ICNorthbound.ICNBGlobal.self, bench.inb.uuids(ICNorthbound.ICNBGlobal.self)[0]
    ) { $0.nbICCfg = 5 }
    for round in 0..<10 where bench.commit(now: .seconds(120 * round)) > 0 {}
    let number = {
      bench.isb.row(bench.ownZone, of: ICSouthbound.AvailabilityZone.self)?.nbICCfg
    }
    #expect(number() == 0)
    #expect(bench.converge())
    #expect(number() == 5)
  }
}

extension Bench {
  /// The prefixes that this zone's routers have learned.
  fileprivate var learned: [String] {
    nb.rows(Northbound.LogicalRouterStaticRoute.self).map(\.row)
      .filter { $0.externalIDs["ic-learned-route"] != nil }.map(\.ipPrefix).sorted()
  }

  /// The prefixes that anybody has published on a transit switch.
  fileprivate func published(on transitSwitch: String) -> [String] {
    isb.rows(ICSouthbound.Route.self).map(\.row).filter { $0.transitSwitch == transitSwitch }
      .map(\.ipPrefix).sorted()
  }
}
