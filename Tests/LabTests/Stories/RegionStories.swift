import Daemon
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("Zones in regions")
struct RegionStories {
  @Test("pay for a change in one of them only what they learn of it")
  func costOfChange() throws {
    let lab = try Lab(.regions((1...30).map { "zone\($0)" }, routes: 2), seed: 1)
    let zone = try #require(lab.zone("zone2"))
    let cost = try #require(try lab.costOfRoute(in: zone))
    // Five zones share a transit switch; that of the regions' first zones zone2 is not on.
    let neighbours: Set = ["zone1", "zone3", "zone4", "zone5"]
    for (name, cost) in cost.costs where name != "zone2" {
      guard neighbours.contains(name) else {
        #expect(cost == ZoneCost(), "\(name)")
        continue
      }
      // The learned route and the set that it is in; in Southbound, its flow.
      #expect(cost.transactions == 2, "\(name)")
      #expect(cost.rows == 3, "\(name)")
    }
  }

  @Test("hold no routes but their own and those on their transit switches, and restart with those")
  func heldRoutes() throws {
    let lab = try Lab(.regions((1...16).map { "zone\($0)" }, routes: 2), seed: 1)
    let contents = MeshContents(lab)
    for zone in lab.zones {
      let own = contents.availabilityZones.first { $0.value.name == zone.name }?.key
      let switches = Set(
        contents.ports.values.filter { $0.availabilityZone == own }.map(\.transitSwitch))
      let concerned = contents.routes.values.filter {
        switches.contains($0.transitSwitch) || $0.availabilityZone == own
      }
      let program = zone.interconnectDaemons.first?.program
      let daemon = try #require(program as? LabDaemon<ControllerStateMachine>)
      let counts = Dictionary(
        daemon.machine.counts.map { ($0.name, $0.count) }, uniquingKeysWith: +)
      #expect(counts["routes"] == concerned.count, "\(zone.name)")
      #expect(concerned.count < contents.routes.count)
    }
    try Invariant.restartsAreQuiet(lab)
  }

  @Test("are as they were when the change is taken back")
  func changeTakenBack() throws {
    let lab = try Lab(.regions((1...6).map { "zone\($0)" }, routes: 2), seed: 1)
    let before = lab.zones.map { $0.northbound.rows(Northbound.LogicalRouterStaticRoute.self) }
    let zone = try #require(lab.zones.last)
    _ = try lab.costOfRoute(in: zone)
    let after = lab.zones.map { $0.northbound.rows(Northbound.LogicalRouterStaticRoute.self) }
    #expect(after == before)
  }

  @Test("that join one transit switch at once all have keys for their ports in a few rounds")
  func crowd() throws {
    let lab = Lab(seed: 1)
    try lab.build(.mesh((1...40).map { "zone\($0)" }))
    // Refusals are waited for longer and longer: as many rounds as zones would take half an hour.
    #expect(lab.now < .seconds(10))
    let southbound = try #require(lab.interconnect?.southbound)
    let ports = southbound.rows(ICSouthbound.PortBinding.self).values
    #expect(ports.count == 40)
    #expect(Set(ports.map(\.tunnelKey)).count == 40)
  }
}
