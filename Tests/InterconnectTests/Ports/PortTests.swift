import OVNModel
import OVSDB
import Testing
import Transactions

@testable import Interconnect

@Suite("Ports of this zone")
struct LocalPortTests {
  @Test("are published with what northd says of them")
  func publishing() {
    let bench = Bench()
    bench.register("az1")
    let transitSwitch = bench.addTransitSwitch("ts1")
    let router = bench.addRouter("r")
    let rows = bench.connect(router, to: transitSwitch)
    bench.isb.delete(ICSouthbound.PortBinding.self, rows.published)
    #expect(bench.converge())
    let published = bench.isb.rows(ICSouthbound.PortBinding.self).map(\.row)
    #expect(published.count == 1)
    #expect(published.first?.logicalPort == "ts1-r")
    #expect(published.first?.transitSwitch == "ts1")
    #expect(published.first?.availabilityZone == bench.ownZone)
    #expect(published.first?.tunnelKey == 1)
    #expect(published.first?.address == "00:00:00:00:00:01 169.254.100.1/24")
    #expect(published.first?.type == "transit-switch-port")
    #expect(published.first?.nbICUUID == transitSwitch.transitSwitch)
    #expect(published.first?.externalIDs == ["router-id": router.router.description])
  }

  @Test("are followed: address, gateway, key; and withdrawn")
  func following() {
    let (bench, rows) = connectedBench()
    bench.sb.modify(Southbound.PortBinding.self, rows.routerBinding) { $0.mac = [] }
    #expect(bench.converge())
    #expect(bench.isb.row(rows.published, of: ICSouthbound.PortBinding.self)?.address == "")
    var chassis = Southbound.Chassis()
    chassis.name = "gw1"
    let gateway = bench.makeUUID()
    bench.sb.insert(chassis, as: gateway)
    var redirect = Southbound.PortBinding()
    redirect.logicalPort = "cr-r-ts1"
    redirect.chassis = gateway
    bench.sb.insert(redirect, as: bench.makeUUID())
    #expect(bench.converge())
    #expect(bench.isb.row(rows.published, of: ICSouthbound.PortBinding.self)?.gateway == "gw1")
    bench.isb.modify(ICSouthbound.PortBinding.self, rows.published) { $0.tunnelKey = 77 }
    #expect(bench.converge())
    let port = bench.nb.row(rows.switchPort, of: Northbound.LogicalSwitchPort.self)
    #expect(port?.options["requested-tnl-key"] == "77")
    bench.sb.delete(Southbound.PortBinding.self, rows.switchBinding)
    #expect(bench.converge())
    #expect(bench.isb.rows(ICSouthbound.PortBinding.self).isEmpty)
  }

  @Test("of type switch have an unknown address and their own chassis")
  func switchType() {
    let (bench, rows) = connectedBench()
    var chassis = Southbound.Chassis()
    chassis.name = "gw2"
    let uuid = bench.makeUUID()
    bench.sb.insert(chassis, as: uuid)
    bench.nb.modify(Northbound.LogicalSwitchPort.self, rows.switchPort) { $0.type = "switch" }
    bench.sb.modify(Southbound.PortBinding.self, rows.switchBinding) { $0.chassis = uuid }
    #expect(bench.converge())
    let published = bench.isb.row(rows.published, of: ICSouthbound.PortBinding.self)
    #expect(published?.address == "unknown")
    #expect(published?.gateway == "gw2")
  }

  @Test("are withdrawn if their type is another, or their switch has lost its name")
  func withdrawal() {
    for change in 0..<3 {
      let (bench, rows) = connectedBench()
      switch change {
      case 0:
        bench.nb.modify(Northbound.LogicalSwitchPort.self, rows.switchPort) { $0.type = "" }
      case 1:
        bench.nb.modify(
          Northbound.LogicalSwitch.self, bench.nb.uuids(Northbound.LogicalSwitch.self)[0]
        ) { $0.name = "other" }
      default:
        bench.nb.detachEverywhere(rows.switchPort)
        bench.nb.removeUnreferenced()
      }
      bench.settle()
      #expect(
        bench.controller.wanted(.icSouthbound) == ["delete Port_Binding \(rows.published)"],
        "change \(change)")
    }
  }

  @Test("take another key, and not the next one, if another zone has been faster")
  func lostRace() throws {
    let (bench, rows) = connectedBench()
    bench.isb.delete(ICSouthbound.PortBinding.self, rows.published)
    bench.settle()
    bench.publishForeignPort("elsewhere", key: 1)
    #expect(bench.converge())
    let own = bench.isb.rows(ICSouthbound.PortBinding.self).first { $0.row.logicalPort == "ts1-r" }
    let key = try #require(own?.row.tunnelKey)
    #expect((2...1025).contains(key))
    // As any other zone that has lost the first would do.
    #expect(key != 2)
  }

  @Test("are not published under a name that another zone uses")
  func nameTaken() {
    let (bench, rows) = connectedBench()
    bench.isb.delete(ICSouthbound.PortBinding.self, rows.published)
    bench.publishForeignPort("ts1-r", key: 5)
    bench.settle()
    _ = bench.controller.wanted(.icSouthbound)
    #expect(!bench.controller.wanted(.icSouthbound).contains { $0.contains("Port_Binding") })
    #expect(bench.controller.takeMessages().contains { $0.text.contains("must be unique") })
  }
}

@Suite("Ports of other zones")
struct RemotePortTests {
  @Test("appear as remote ports, are followed, and go")
  func mirroring() {
    let bench = Bench()
    bench.register("az1")
    bench.addTransitSwitch("ts1")
    let binding = bench.publishForeignPort("far", key: 8)
    #expect(bench.converge())
    let ports = bench.nb.rows(Northbound.LogicalSwitchPort.self)
    #expect(ports.map(\.row.type) == ["remote"])
    #expect(ports.first?.row.addresses == ["00:00:00:00:00:09 169.254.100.9/24"])
    #expect(ports.first?.row.options == ["requested-tnl-key": "8"])
    #expect(ports.first?.row.up == true)
    bench.isb.modify(ICSouthbound.PortBinding.self, binding) { $0.address = "" }
    #expect(bench.converge())
    #expect(bench.nb.rows(Northbound.LogicalSwitchPort.self).first?.row.addresses.count == 1)
    var bound = Southbound.PortBinding()
    bound.logicalPort = "far"
    bench.sb.insert(bound, as: bench.makeUUID())
    #expect(bench.converge())
    #expect(bench.nb.rows(Northbound.LogicalSwitchPort.self).first?.row.addresses == [])
    bench.isb.delete(ICSouthbound.PortBinding.self, binding)
    #expect(bench.converge())
    #expect(bench.nb.rows(Northbound.LogicalSwitchPort.self).isEmpty)
  }

  @Test("are bound to their gateway, unless the operator asks for a chassis")
  func binding() {
    let bench = Bench()
    bench.register("az1")
    bench.addTransitSwitch("ts1")
    let published = bench.publishForeignPort("far", key: 8)
    #expect(bench.converge())
    var bound = Southbound.PortBinding()
    bound.logicalPort = "far"
    let binding = bench.makeUUID()
    bench.sb.insert(bound, as: binding)
    bench.isb.modify(ICSouthbound.PortBinding.self, published) { $0.gateway = "gw9" }
    #expect(bench.converge())
    #expect(bench.sb.row(binding, of: Southbound.PortBinding.self)?.chassis == nil)
    var chassis = Southbound.Chassis()
    chassis.name = "gw9"
    let uuid = bench.makeUUID()
    bench.sb.insert(chassis, as: uuid)
    #expect(bench.converge())
    #expect(bench.sb.row(binding, of: Southbound.PortBinding.self)?.chassis == uuid)
    let port = bench.nb.uuids(Northbound.LogicalSwitchPort.self)[0]
    bench.nb.modify(Northbound.LogicalSwitchPort.self, port) {
      $0.options["requested-chassis"] = ""
    }
    bench.isb.modify(ICSouthbound.PortBinding.self, published) { $0.gateway = "" }
    #expect(bench.converge())
    #expect(bench.sb.row(binding, of: Southbound.PortBinding.self)?.chassis == uuid)
    bench.nb.modify(Northbound.LogicalSwitchPort.self, port) {
      $0.options["requested-chassis"] = nil
    }
    #expect(bench.converge())
    #expect(bench.sb.row(binding, of: Southbound.PortBinding.self)?.chassis == nil)
  }

  @Test("leave a port of the operator's alone that has the name")
  func nameTaken() {
    let (bench, _) = connectedBench()
    bench.publishForeignPort("mine", key: 8)
    var port = Northbound.LogicalSwitchPort()
    port.name = "mine"
    var other = Northbound.LogicalSwitch()
    other.name = "elsewhere"
    let uuid = bench.makeUUID()
    other.ports = [uuid]
    bench.nb.insert(port, as: uuid)
    bench.nb.insert(other, as: bench.makeUUID())
    bench.settle()
    #expect(!bench.controller.wanted(.northbound).contains { $0.contains("mine") })
    #expect(bench.controller.takeMessages().contains { $0.text.contains("must be unique") })
  }
}

private func connectedBench() -> (Bench, Bench.ConnectionRows) {
  let bench = Bench()
  bench.register("az1")
  let transitSwitch = bench.addTransitSwitch("ts1")
  let rows = bench.connect(bench.addRouter("r"), to: transitSwitch)
  bench.settle()
  return (bench, rows)
}

extension Bench {
  /// A port that another zone has on ts1.
  @discardableResult
  fileprivate func publishForeignPort(_ name: String, key: Int) -> UUID {
    var row = ICSouthbound.PortBinding()
    row.logicalPort = name
    row.transitSwitch = "ts1"
    row.availabilityZone = addZone("az of \(name)")
    row.tunnelKey = key
    row.address = "00:00:00:00:00:09 169.254.100.9/24"
    let uuid = makeUUID()
    isb.insert(row, as: uuid)
    return uuid
  }
}
