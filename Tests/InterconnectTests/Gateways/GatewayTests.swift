import OVNModel
import OVSDB
import Testing
import Transactions

@testable import Interconnect

@Suite("Gateways")
struct GatewayTests {
  @Test("of this zone are published with their encaps, followed and withdrawn")
  func publishing() {
    let bench = Bench()
    bench.register("az1")
    let chassis = bench.addChassis("gw1", ip: "10.0.0.1", ["is-interconn": "TRUE"])
    bench.addChassis("worker", ip: "10.0.0.2", [:])
    #expect(bench.converge())
    #expect(bench.published == ["gw1 geneve 10.0.0.1"])
    let encap = bench.sb.row(chassis, of: Southbound.Chassis.self)?.encaps.first ?? .zero
    bench.sb.modify(Southbound.Encap.self, encap) { $0.ip = "10.0.0.7" }
    #expect(bench.converge())
    #expect(bench.published == ["gw1 geneve 10.0.0.7"])
    #expect(bench.isb.rows(ICSouthbound.Encap.self).count == 1)
    bench.sb.modify(Southbound.Chassis.self, chassis) { $0.otherConfig = [:] }
    #expect(bench.converge())
    #expect(bench.published == [])
    #expect(bench.isb.rows(ICSouthbound.Encap.self).isEmpty)
  }

  @Test("of other zones become remote chassis, are followed and go")
  func learning() {
    let bench = Bench()
    bench.register("az1")
    let gateway = bench.addGateway("gw9", ip: "10.0.0.9", by: bench.addZone("az2"))
    #expect(bench.converge())
    #expect(bench.learned == ["gw9 geneve 10.0.0.9"])
    let chassis = bench.sb.uuids(Southbound.Chassis.self)[0]
    bench.sb.modify(Southbound.Chassis.self, chassis) { $0.otherConfig["port-up-notif"] = "true" }
    bench.isb.modify(ICSouthbound.Gateway.self, gateway) { $0.hostname = "host9" }
    #expect(bench.converge())
    let row = bench.sb.row(chassis, of: Southbound.Chassis.self)
    #expect(row?.hostname == "host9")
    #expect(row?.otherConfig == ["is-remote": "true", "port-up-notif": "true"])
    bench.isb.delete(ICSouthbound.Gateway.self, gateway)
    bench.isb.removeUnreferenced()
    #expect(bench.converge())
    #expect(bench.learned == [])
    #expect(bench.sb.rows(Southbound.Encap.self).isEmpty)
  }

  @Test("that come from another zone and keep their names are remote no longer")
  func moving() {
    let bench = Bench()
    bench.register("az1")
    let gateway = bench.addGateway("gw9", ip: "10.0.0.9", by: bench.addZone("az2"))
    #expect(bench.converge())
    // Its ovn-controller finds the row, and the other zone withdraws.
    let chassis = bench.sb.uuids(Southbound.Chassis.self)[0]
    bench.sb.modify(Southbound.Chassis.self, chassis) { $0.otherConfig["is-interconn"] = "true" }
    bench.isb.delete(ICSouthbound.Gateway.self, gateway)
    bench.isb.removeUnreferenced()
    #expect(bench.converge())
    #expect(
      bench.sb.row(chassis, of: Southbound.Chassis.self)?.otherConfig == ["is-interconn": "true"])
    #expect(bench.published == ["gw9 geneve 10.0.0.9"])
  }

  @Test(
    "that conflict with a chassis of this zone are reported and left out",
    arguments: [
      ("gw1", "10.0.0.9", [:]), ("other", "10.0.0.1", [:]),
      ("gw1", "10.0.0.9", ["is-interconn": "true"]),
    ])
  func conflicts(name: String, ip: String, config: [String: String]) {
    let bench = Bench()
    bench.register("az1")
    bench.addChassis("gw1", ip: "10.0.0.1", config)
    let other = bench.addZone("az2")
    bench.addGateway(name, ip: ip, by: other)
    bench.addGateway("sound", ip: "10.0.0.99", by: other)
    #expect(bench.converge())
    #expect(bench.learned == ["sound geneve 10.0.0.99"])
    let complaints = bench.controller.takeMessages().filter { $0.text.contains(name) }
    #expect(complaints.count == 1)
    #expect(bench.sb.rows(Southbound.Chassis.self).count == 2)
  }
}

extension Bench {
  @discardableResult
  fileprivate func addChassis(_ name: String, ip: String, _ config: [String: String]) -> UUID {
    var encap = Southbound.Encap()
    encap.type = "geneve"
    encap.ip = ip
    encap.chassisName = name
    var row = Southbound.Chassis()
    row.name = name
    row.otherConfig = config
    row.encaps = [makeUUID()]
    for uuid in row.encaps { sb.insert(encap, as: uuid) }
    let uuid = makeUUID()
    sb.insert(row, as: uuid)
    return uuid
  }

  @discardableResult
  fileprivate func addGateway(_ name: String, ip: String, by zone: UUID) -> UUID {
    var encap = ICSouthbound.Encap()
    encap.type = "geneve"
    encap.ip = ip
    encap.gatewayName = name
    var row = ICSouthbound.Gateway()
    row.name = name
    row.availabilityZone = zone
    row.encaps = [makeUUID()]
    for uuid in row.encaps { isb.insert(encap, as: uuid) }
    let uuid = makeUUID()
    isb.insert(row, as: uuid)
    return uuid
  }

  /// The gateways of this zone in the IC Southbound database.
  fileprivate var published: [String] {
    isb.rows(ICSouthbound.Gateway.self).filter { $0.row.availabilityZone == ownZone }
      .flatMap { gateway in
        gateway.row.encaps.compactMap { isb.row($0, of: ICSouthbound.Encap.self) }
          .map { "\(gateway.row.name) \($0.type) \($0.ip)" }
      }
      .sorted()
  }

  /// The remote chassis in the Southbound database.
  fileprivate var learned: [String] {
    sb.rows(Southbound.Chassis.self).filter { $0.row.otherConfig["is-remote"] == "true" }
      .flatMap { chassis in
        chassis.row.encaps.compactMap { sb.row($0, of: Southbound.Encap.self) }
          .map { "\(chassis.row.name) \($0.type) \($0.ip)" }
      }
      .sorted()
  }
}
