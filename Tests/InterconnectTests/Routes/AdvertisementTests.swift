import OVNModel
import OVSDB
import Testing
import Transactions

@testable import Interconnect

@Suite("Advertised routes")
struct AdvertisementTests {
  /// One router on ts1, whose wanted routes are told in short lines.
  private struct Setting: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let routes: [String]
    var generation = SchemaGeneration.newest
    var options = ["ic-route-adv": "true"]
    var address = "00:00:00:00:00:01 169.254.100.1/24 fd00::1/64"
    var portOptions: [String: String] = [:]
    var router: @Sendable (inout Northbound.LogicalRouter) -> Void = { _ in }
    let sources: @Sendable (Bench, Bench.RouterRows) -> Void

    func wantedRoutes() -> [String] {
      let bench = Bench(generation)
      bench.register("az1", options)
      let transitSwitch = bench.addTransitSwitch("ts1")
      let router = bench.addRouter("r", router)
      bench.connect(router, to: transitSwitch, address: address, options: portOptions)
      sources(bench, router)
      #expect(bench.converge())
      return bench.isb.rows(ICSouthbound.Route.self).map(\.row.shortLine).sorted()
    }
  }

  private static let settings: [Setting] = [
    Setting(
      testDescription: "a static route", routes: ["10.4.0.0/16 via 169.254.100.1 static"],
      sources: { $0.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: $1) }),
    Setting(
      testDescription: "advertising is off", routes: [], options: ["ic-route-learn": "true"],
      sources: { $0.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: $1) }),
    Setting(
      testDescription: "a discard route, and host bits",
      routes: ["10.4.0.7/16 via 169.254.100.1 static"],
      sources: { $0.addStaticRoute("10.4.0.7/255.255.0.0", via: "discard", to: $1) }),
    Setting(
      testDescription: "routes by source, with link-local or senseless next hops, or none to read",
      routes: [],
      sources: { bench, router in
        bench.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: router) { $0.policy = "src-ip" }
        bench.addStaticRoute("2001::/16", via: "fe80::1", to: router)
        bench.addStaticRoute("10.5.0.0/16", via: "?", to: router)
        bench.addStaticRoute("10.6.0.0/x", via: "10.1.0.9", to: router)
        bench.addStaticRoute("169.254.7.0/24", via: "10.1.0.9", to: router)
        bench.addStaticRoute("fe81::/16", via: "fd01::1", to: router)
      }),
    Setting(
      testDescription: "an IPv6 route", routes: ["2001:db8::/32 via fd00::1 static"],
      sources: { $0.addStaticRoute("2001:0db8::/32", via: "fd01::9", to: $1) }),
    Setting(
      testDescription: "an IPv6 route of a port without IPv6 address", routes: [],
      address: "00:00:00:00:00:01 169.254.100.1/24",
      sources: { $0.addStaticRoute("2001:db8::/32", via: "fd01::9", to: $1) }),
    Setting(
      testDescription: "the first address of a family is the next hop",
      routes: ["10.4.0.0/16 via 169.254.100.10 static"],
      address: "00:00:00:00:00:01 169.254.100.10/24 169.254.100.2/24",
      sources: { $0.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: $1) }),
    Setting(
      testDescription: "IPv4 over IPv6, by the router",
      routes: ["10.4.0.0/16 via fd00::1 static"],
      router: { $0.options["ic-route-ipv4-next-hop-ipv6"] = "true" },
      sources: { $0.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: $1) }),
    Setting(
      testDescription: "IPv4 over IPv6, taken back by the port",
      routes: ["10.4.0.0/16 via 169.254.100.1 static"],
      portOptions: ["ic-route-ipv4-next-hop-ipv6": "false"],
      router: { $0.options["ic-route-ipv4-next-hop-ipv6"] = "true" },
      sources: { $0.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: $1) }),
    Setting(
      testDescription: "a default route", routes: [],
      sources: { $0.addStaticRoute("0.0.0.0/0", via: "10.1.0.9", to: $1) }),
    Setting(
      testDescription: "a default route, switched on",
      routes: ["0.0.0.0/0 via 169.254.100.1 static"],
      options: ["ic-route-adv": "true", "ic-route-adv-default": "true"],
      sources: { $0.addStaticRoute("0.0.0.0/0", via: "10.1.0.9", to: $1) }),
    Setting(
      testDescription: "connected networks, not those of the port on the transit switch",
      routes: ["192.168.1.1/24 via 169.254.100.1 connected", "fd01::1/64 via fd00::1 connected"],
      sources: { $0.addRouterPort("lan", to: $1, networks: ["192.168.1.1/24", "fd01::1/64", "x"]) }),
    Setting(
      testDescription: "connected networks where the port has a table",
      routes: [
        "192.168.1.1/24 via 169.254.100.1 connected",
        "192.168.1.1/24 via 169.254.100.1 in blue connected overriding",
      ],
      portOptions: ["route_table": "blue"],
      sources: { $0.addRouterPort("lan", to: $1, networks: ["192.168.1.1/24"]) }),
    Setting(
      testDescription: "no second copies where they cannot be marked",
      routes: ["192.168.1.1/24 via 169.254.100.1 connected"], generation: .bookworm,
      portOptions: ["route_table": "blue"],
      sources: { $0.addRouterPort("lan", to: $1, networks: ["192.168.1.1/24"]) }),
    Setting(
      testDescription: "static routes of the port's table only",
      routes: ["10.4.0.0/16 via 169.254.100.1 in blue static"],
      portOptions: ["route_table": "blue"],
      sources: { bench, router in
        bench.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: router) { $0.routeTable = "blue" }
        bench.addStaticRoute("10.5.0.0/16", via: "10.1.0.9", to: router)
      }),
    Setting(
      testDescription: "a static route that overrides",
      routes: ["10.4.0.0/16 via 169.254.100.1 static overriding"],
      sources: {
        $0.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: $1) {
          $0.options["override-connected"] = "true"
        }
      }),
    Setting(
      testDescription: "VIPs are off", routes: [],
      sources: { $0.addLoadBalancer("10.8.0.1:80", to: $1) }),
    Setting(
      testDescription: "VIPs", routes: ["10.8.0.1/32 via 169.254.100.1 loadbalancer"],
      options: ["ic-route-adv": "true", "ic-route-adv-lb": "true"],
      sources: { $0.addLoadBalancer("10.8.0.1:80", to: $1) }),
    Setting(
      testDescription: "VIPs that the server cannot hold", routes: [], generation: .bookworm,
      options: ["ic-route-adv": "true", "ic-route-adv-lb": "true"],
      sources: { $0.addLoadBalancer("10.8.0.1:80", to: $1) }),
    Setting(
      testDescription: "equal but for the origin: static before load balancer",
      routes: ["10.8.0.1/32 via 169.254.100.1 static"],
      options: ["ic-route-adv": "true", "ic-route-adv-lb": "true"],
      sources: { bench, router in
        bench.addLoadBalancer("10.8.0.1:80", to: router)
        bench.addStaticRoute("10.8.0.1", via: "10.1.0.9", to: router)
      }),
    Setting(
      testDescription: "equal but for the origin: connected before static",
      routes: ["10.8.0.0/24 via 169.254.100.1 connected"],
      sources: { bench, router in
        bench.addStaticRoute("10.8.0.0/24", via: "10.1.0.9", to: router)
        bench.addRouterPort("lan", to: router, networks: ["10.8.0.0/24"])
      }),
    Setting(
      testDescription: "an address that makes no sense", routes: [], address: "unknown",
      sources: { $0.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: $1) }),
  ]

  @Test("are what the sources say", arguments: settings)
  private func sources(setting: Setting) {
    #expect(setting.wantedRoutes() == setting.routes)
  }

  @Test("tell whose they are, and their tag", arguments: [nil, "red"])
  func marks(tag: String?) {
    let (bench, router) = advertisingBench(tag.map { ["ic-route-tag": $0] } ?? [:])
    let source = bench.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: router)
    #expect(bench.converge())
    var marks = ["nb-id": source.description, "lr-id": router.router.description]
    marks["ic-route-tag"] = tag
    #expect(bench.isb.rows(ICSouthbound.Route.self).map(\.row.externalIDs) == [marks])
  }

  @Test("log the source that lost against an equal one")
  func duplicates() {
    let (bench, router) = advertisingBench()
    bench.addRouterPort("lan1", to: router, networks: ["10.8.0.0/24"])
    bench.addRouterPort("lan2", to: router, networks: ["10.8.0.0/24"])
    #expect(bench.converge())
    #expect(bench.isb.rows(ICSouthbound.Route.self).count == 1)
    let lines = bench.controller.takeMessages().filter {
      $0.text.hasPrefix("Duplicate connected route advertisement was suppressed! NB lrp uuid: ")
    }
    #expect(lines.count == 1)
  }

  @Test("are withdrawn if nobody can read them")
  func malformed() {
    let (bench, _) = advertisingBench()
    let bad = bench.publishRoute("10.0.0.0/99", via: "169.254.100.1", by: bench.ownZone)
    let foreign = bench.publishRoute("10.0.0.0/99", via: "169.254.100.1", by: bench.addZone("az2"))
    bench.settle()
    #expect(bench.controller.wanted(.icSouthbound) == ["delete Route \(bad)"])
    #expect(foreign != bad)
  }

  @Test("go with the transit switch")
  func transitSwitchGoes() {
    let (bench, router) = advertisingBench()
    bench.addStaticRoute("10.4.0.0/16", via: "10.1.0.9", to: router)
    #expect(bench.converge())
    #expect(bench.isb.rows(ICSouthbound.Route.self).count == 1)
    bench.inb.delete(
      ICNorthbound.TransitSwitch.self, bench.inb.uuids(ICNorthbound.TransitSwitch.self)[0])
    #expect(bench.converge())
    #expect(bench.isb.rows(ICSouthbound.Route.self).count == 0)
    #expect(bench.isb.rows(ICSouthbound.PortBinding.self).count == 0)
    #expect(bench.isb.rows(ICSouthbound.DatapathBinding.self).count == 0)
    #expect(bench.nb.rows(Northbound.LogicalSwitch.self).count == 0)
  }

  private func advertisingBench(_ options: [String: String] = [:]) -> (Bench, Bench.RouterRows) {
    let bench = Bench()
    bench.register("az1", ["ic-route-adv": "true"])
    let transitSwitch = bench.addTransitSwitch("ts1")
    let router = bench.addRouter("r")
    bench.connect(router, to: transitSwitch, options: options)
    return (bench, router)
  }
}

extension ICSouthbound.Route {
  fileprivate var shortLine: String {
    let table = self.routeTable.isEmpty ? "" : " in \(self.routeTable)"
    let overriding = self.options["override-connected"] == "true" ? " overriding" : ""
    return "\(ipPrefix) via \(nexthop)\(table) \(origin)\(overriding)"
  }
}
