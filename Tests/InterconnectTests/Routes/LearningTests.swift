import OVNModel
import OVSDB
import Testing

@testable import Interconnect

@Suite("Learned routes")
struct LearningTests {
  /// One published route and one router that may learn it.
  private struct Setting: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var isLearned = false
    var options = ["ic-route-learn": "true"]
    var portOptions: [String: String] = [:]
    var address = "00:00:00:00:00:01 169.254.100.1/24 fd00::1/64"
    var prefix = "10.2.0.0/24"
    var nexthop = "169.254.100.9"
    var isOwnZone = false
    var router: @Sendable (inout Northbound.LogicalRouter) -> Void = { _ in }
    var route: @Sendable (inout ICSouthbound.Route) -> Void = { _ in }
    var also: @Sendable (Bench, Bench.RouterRows) -> Void = { _, _ in }

    /// Whether the router wants the route.
    func isWanted() -> Bool {
      let bench = Bench()
      let own = bench.register("az1", options)
      let other = bench.addZone("az2")
      let transitSwitch = bench.addTransitSwitch("ts1")
      let router = bench.addRouter("r", router)
      bench.connect(router, to: transitSwitch, address: address, options: portOptions)
      bench.publishRoute(prefix, via: nexthop, by: isOwnZone ? own : other) { row in
        if row.externalIDs["lr-id"] != nil { route(&row) }
      }
      also(bench, router)
      bench.settle()
      return bench.controller.wanted(.northbound).contains {
        $0.hasPrefix("insert Logical_Router_Static_Route")
      }
    }
  }

  private static let settings: [Setting] = [
    Setting(testDescription: "another zone's", isLearned: true),
    Setting(testDescription: "learning is off", options: [:]),
    Setting(testDescription: "rule 1: no valid lr-id", route: { $0.externalIDs["lr-id"] = "r1" }),
    Setting(
      testDescription: "rule 2: no lr-id, another zone's", isLearned: true,
      route: { $0.externalIDs["lr-id"] = nil }),
    Setting(
      testDescription: "rule 2: no lr-id, own zone's", isOwnZone: true,
      route: { $0.externalIDs["lr-id"] = nil }),
    Setting(testDescription: "another router's of this zone", isLearned: true, isOwnZone: true),
    Setting(
      testDescription: "rule 3: its tag is filtered", portOptions: ["ic-route-filter-tag": "red"],
      route: { $0.externalIDs["ic-route-tag"] = "red" }),
    Setting(
      testDescription: "rule 3: another tag is filtered", isLearned: true,
      portOptions: ["ic-route-filter-tag": "red"],
      route: { $0.externalIDs["ic-route-tag"] = "green" }),
    Setting(testDescription: "rule 4: another table", route: { $0.routeTable = "blue" }),
    Setting(
      testDescription: "rule 4: the port's table", isLearned: true,
      portOptions: ["route_table": "blue"], route: { $0.routeTable = "blue" }),
    Setting(
      testDescription: "rule 4: the main table on a port with another", isLearned: true,
      portOptions: ["route_table": "blue"]),
    Setting(testDescription: "rule 5: no prefix", prefix: "10.2.0.0/33"),
    Setting(testDescription: "rule 5: no next hop", nexthop: "discard"),
    Setting(
      testDescription: "rule 5: link-local next hop", prefix: "2001::/16", nexthop: "fe80::9"),
    Setting(testDescription: "rule 6: default route", prefix: "0.0.0.0/0"),
    Setting(
      testDescription: "rule 6: default route, switched on", isLearned: true,
      options: ["ic-route-learn": "true", "ic-route-learn-default": "TRUE"], prefix: "0.0.0.0/0"),
    Setting(testDescription: "rule 6: VIP", route: { $0.origin = "loadbalancer" }),
    Setting(
      testDescription: "rule 6: VIP, switched on", isLearned: true,
      options: ["ic-route-learn": "true", "ic-route-learn-lb": "true"],
      route: { $0.origin = "loadbalancer" }),
    Setting(testDescription: "rule 6: disabled router", router: { $0.enabled = false }),
    Setting(testDescription: "rule 6: link-local prefix", prefix: "169.254.7.0/24"),
    Setting(
      testDescription: "rule 6: denied by the zone",
      options: ["ic-route-learn": "true", "ic-route-denylist": "10.0.0.0/8"]),
    Setting(
      testDescription: "rule 6: denied by the zone under the old name",
      options: ["ic-route-learn": "true", "ic-route-blacklist": "10.0.0.0/8"]),
    Setting(
      testDescription: "rule 6: the new name of the deny list counts", isLearned: true,
      options: [
        "ic-route-learn": "true", "ic-route-denylist": "11.0.0.0/8",
        "ic-route-blacklist": "10.0.0.0/8",
      ]),
    Setting(
      testDescription: "rule 6: denied by the router",
      router: { $0.options["ic-route-deny-learn"] = "10.2.0.0/16" }),
    Setting(
      testDescription: "rule 6: denied by the port, though allowed",
      portOptions: ["ic-route-deny-learn": "10.2.0.0/16", "ic-route-filter-learn": "10.0.0.0/8"]),
    Setting(
      testDescription: "rule 6: not allowed",
      portOptions: ["ic-route-filter-learn": "10.3.0.0/16"]),
    Setting(
      testDescription: "rule 7: local gateway",
      also: { $0.addStaticRoute("10.2.0.0/24", via: "10.1.0.9", to: $1) }),
    Setting(
      testDescription: "rule 7: the same prefix in another notation", isLearned: true,
      also: { $0.addStaticRoute("10.2.0.0/255.255.255.0", via: "10.1.0.9", to: $1) }),
    Setting(
      testDescription: "rule 7: another router's gateway", isLearned: true,
      also: { bench, _ in
        bench.addStaticRoute("10.2.0.0/24", via: "10.1.0.9", to: bench.addRouter("q"))
      }),
    Setting(testDescription: "rule 8: next hop elsewhere", nexthop: "169.254.99.9"),
    Setting(
      testDescription: "rule 8: next hop in the automatic link-local network is still refused",
      address: "00:00:00:00:00:01 169.254.100.1/24", prefix: "2001::/16", nexthop: "fd00::9"),
    Setting(testDescription: "rule 8: no Ethernet address", address: "nonsense 169.254.100.1/24"),
    Setting(testDescription: "the port has no address", address: ""),
    Setting(
      testDescription: "rule 9: it covers a local VIP",
      also: { $0.addLoadBalancer("10.2.0.7:80", to: $1) }),
    Setting(
      testDescription: "rule 9: with host bits it covers none", isLearned: true,
      prefix: "10.2.0.1/24", also: { $0.addLoadBalancer("10.2.0.7:80", to: $1) }),
    Setting(
      testDescription: "rule 9: a default route covers none", isLearned: true,
      options: ["ic-route-learn": "true", "ic-route-learn-default": "true"], prefix: "0.0.0.0/0",
      also: { $0.addLoadBalancer("10.2.0.7:80", to: $1) }),
  ]

  @Test("follow the rules", arguments: settings)
  private func rules(setting: Setting) {
    #expect(setting.isWanted() == setting.isLearned)
  }

  @Test("say what the published route says")
  func whatIsWritten() {
    let (bench, router, _) = learningBench()
    let route = bench.publishRoute("10.2.0.1/24", via: "169.254.100.9", by: bench.addZone("az2")) {
      $0.origin = "connected"
      $0.options["override-connected"] = "true"
    }
    bench.settle()
    #expect(
      bench.controller.wanted(.northbound) == [
        #"insert Logical_Router_Static_Route {"external_ids":["map",[["ic-learned-route","\#(route)"]]],"#
          + #""ip_prefix":"10.2.0.1/24","nexthop":"169.254.100.9","#
          + #""options":["map",[["origin","connected"],["override-connected","true"]]]}"#,
        "attach Logical_Router \(router.router) static_routes 1",
      ])
  }

  /// A row that is in the router already.
  private struct Present: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var matches = false
    var change: @Sendable (inout Northbound.LogicalRouterStaticRoute) -> Void = { _ in }
  }

  private static let present: [Present] = [
    Present(testDescription: "the same", matches: true),
    Present(testDescription: "another notation of the same", matches: true) {
      $0.ipPrefix = "10.2.0.0/255.255.255.0"
    },
    Present(testDescription: "another prefix") { $0.ipPrefix = "10.3.0.0/24" },
    Present(testDescription: "host bits") { $0.ipPrefix = "10.2.0.1/24" },
    Present(testDescription: "another next hop") { $0.nexthop = "169.254.100.8" },
    Present(testDescription: "unreadable") { $0.ipPrefix = "?" },
    Present(testDescription: "another table") { $0.routeTable = "blue" },
    Present(testDescription: "another origin") { $0.options["origin"] = "connected" },
    Present(testDescription: "overriding") { $0.options["override-connected"] = "true" },
    Present(testDescription: "an option of the operator's", matches: true) {
      $0.options["ecmp_symmetric_reply"] = "true"
    },
  ]

  @Test("are recognised among the rows of the router", arguments: present)
  private func matching(present: Present) {
    let (bench, router, _) = learningBench()
    let origin = bench.publishRoute("10.2.0.0/24", via: "169.254.100.9", by: bench.addZone("az2"))
    let row = bench.addStaticRoute("10.2.0.0/24", via: "169.254.100.9", to: router) {
      $0.options = ["origin": "static"]
      $0.externalIDs = ["ic-learned-route": origin.description]
      present.change(&$0)
    }
    bench.settle()
    let wanted = bench.controller.wanted(.northbound)
    if present.matches {
      #expect(wanted == [])
    } else {
      #expect(wanted.first == "detach Logical_Router \(router.router) static_routes [\(row)]")
      #expect(wanted.count == 3)
    }
  }

  @Test("go with the published route, with the last port, and when learning is switched off")
  func removal() {
    for change in 0..<4 {
      let (bench, router, connection) = learningBench()
      let origin = bench.publishRoute("10.2.0.0/24", via: "169.254.100.9", by: bench.addZone("az2"))
      let converged = bench.converge()
      #expect(converged)
      #expect(
        bench.nb.row(router.router, of: Northbound.LogicalRouter.self)?.staticRoutes.count == 1)
      switch change {
      case 0: bench.isb.delete(ICSouthbound.Route.self, origin)
      case 1:
        bench.nb.modify(Northbound.NBGlobal.self, bench.nb.uuids(Northbound.NBGlobal.self)[0]) {
          $0.options = [:]
        }
      case 2:
        bench.isb.modify(ICSouthbound.PortBinding.self, connection.published) {
          $0.externalIDs = [:]
        }
      default:
        bench.nb.detachEverywhere(connection.routerPort)
        bench.nb.removeUnreferenced()
      }
      bench.settle()
      let wanted = bench.controller.wanted(.northbound)
      let isDetached = wanted.contains { $0.hasPrefix("detach Logical_Router \(router.router)") }
      #expect(isDetached, "change \(change)")
    }
  }

  @Test("are learned once by a router with two ports on the transit switch")
  func twoPorts() {
    let (bench, router, _) = learningBench()
    let logicalSwitch = bench.nb.uuids(Northbound.LogicalSwitch.self)[0]
    let published = bench.isb.rows(ICSouthbound.PortBinding.self)[0].row
    var port = bench.nb.rows(Northbound.LogicalSwitchPort.self)[0].row
    port.name = "second"
    let uuid = bench.makeUUID()
    bench.nb.insert(port, as: uuid)
    bench.nb.modify(Northbound.LogicalSwitch.self, logicalSwitch) { $0.ports.insert(uuid) }
    var second = published
    second.logicalPort = "second"
    second.tunnelKey = 9
    bench.isb.insert(second, as: bench.makeUUID())
    bench.publishRoute("10.2.0.0/24", via: "169.254.100.9", by: bench.addZone("az2"))
    bench.settle()
    let inserts = bench.controller.wanted(.northbound).filter {
      $0.hasPrefix("insert Logical_Router_Static_Route")
    }
    #expect(inserts.count == 1)
    #expect(router.name == "r")
  }

  private func learningBench() -> (Bench, Bench.RouterRows, Bench.ConnectionRows) {
    let bench = Bench()
    bench.register("az1", ["ic-route-learn": "true"])
    let transitSwitch = bench.addTransitSwitch("ts1")
    let router = bench.addRouter("r")
    return (bench, router, bench.connect(router, to: transitSwitch))
  }
}
