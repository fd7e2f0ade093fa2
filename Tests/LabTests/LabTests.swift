import JSON
import Lab
import OVNModel
import OVSDB
import Testing

@Suite("A lab")
struct LabTests {
  @Test("of two zones exchanges routes both ways")
  func exchange() throws {
    let lab = try Lab(.pair)
    let interconnect = try #require(lab.interconnect)
    let zones = interconnect.southbound.rows(ICSouthbound.AvailabilityZone.self)
    #expect(zones.values.map(\.name).sorted() == ["east", "west"])
    for zone in lab.zones {
      let switches = zone.northbound.rows(Northbound.LogicalSwitch.self)
      #expect(switches.values.map(\.name).sorted() == ["net-\(zone.name)", "ts1"])
    }
    #expect(lab.learnedRoutes(in: "east") == ["10.0.3.1/24"])
    #expect(lab.learnedRoutes(in: "west") == ["10.0.2.1/24"])
  }

  @Test("of many zones does for a change in one what those need that learn of it, and no more")
  func costOfChange() throws {
    // Five regions of five; the route is added in the midst of the second.
    let lab = try Lab(.regions((1...25).map { "zone\($0)" }, routes: 2))
    let origin = try #require(lab.zone("zone8"))
    let region = Set((6...10).map { "zone\($0)" })
    // Of each of the four others the network and two routes.
    #expect(lab.learnedRoutes(in: origin.name).count == 4 * 3)
    let before = lab.zones.map(ZoneWork.init)
    var route = Northbound.LogicalRouterStaticRoute()
    route.ipPrefix = "203.0.113.0/24"
    route.nexthop = "10.0.9.254"
    try origin.northbound.transact(
      .insert(
        table: "Logical_Router_Static_Route",
        row: Northbound.LogicalRouterStaticRoute.table.json(of: route), name: "new"),
      .mutate(
        table: "Logical_Router", where: [Condition("name", .equal, "router-zone8")],
        mutations: [Mutation("static_routes", .insert, .set([.namedUUID("new")]))]))
    #expect(lab.settle())
    for (zone, before) in zip(lab.zones, before) {
      let work = ZoneWork(zone)
      if zone.name == origin.name { continue }
      if region.contains(zone.name) {
        #expect(lab.learnedRoutes(in: zone.name).contains("203.0.113.0/24"))
        // The route, and the flows for it.
        #expect(work.northboundTransactions == before.northboundTransactions + 1)
        #expect(work.southboundTransactions <= before.southboundTransactions + 2)
        #expect(work.derivations <= before.derivations + 20)
      } else {
        #expect(work == before, "\(zone.name)")
      }
    }
  }
}

/// What the servers and daemons of a zone have done so far.
private struct ZoneWork: Equatable {
  var northboundTransactions: Int
  var southboundTransactions: Int
  var derivations: Int

  init(_ zone: Zone) {
    northboundTransactions = zone.northbound.transactionCount
    southboundTransactions = zone.southbound.transactionCount
    let daemons = zone.interconnectDaemons + zone.northds
    derivations = daemons.reduce(0) { $0 + $1.derivationCount }
  }
}

extension Lab {
  /// The prefixes that a zone has learned from others.
  func learnedRoutes(in zone: String) -> [String] {
    let rows = self.zone(zone)?.northbound.rows(Northbound.LogicalRouterStaticRoute.self) ?? [:]
    return rows.values.filter { $0.externalIDs["ic-learned-route"] != nil }.map(\.ipPrefix)
      .sorted()
  }
}
