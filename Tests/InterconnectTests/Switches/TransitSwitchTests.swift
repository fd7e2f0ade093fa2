import OVNModel
import OVSDB
import Testing

@testable import Interconnect

@Suite("Transit switches")
struct TransitSwitchTests {
  @Test("get a logical switch and a datapath; the key follows")
  func creation() {
    let bench = Bench()
    bench.register("az1")
    addWanted(["ts1", "ts2"], bench)
    #expect(bench.converge())
    #expect(bench.keys == ["ts1": 16_711_682, "ts2": 16_711_683])
    for (_, row) in bench.nb.rows(Northbound.LogicalSwitch.self) {
      #expect(
        row.otherConfig == [
          "interconn-ts": row.name, "ic-vxlan_mode": "false",
          "requested-tnl-key": "\(bench.keys[row.name] ?? 0)",
        ])
    }
    #expect(bench.isb.rows(ICSouthbound.DatapathBinding.self).allSatisfy { $0.row.nbICUUID != nil })
  }

  @Test("get no columns that old servers lack")
  func oldServers() {
    let bench = Bench(.bookworm)
    bench.register("az1")
    addWanted(["ts1"], bench)
    bench.settle()
    #expect(
      bench.controller.wanted(.icSouthboundLocked) == [
        #"insert Datapath_Binding {"transit_switch":"ts1","tunnel_key":16711682}"#
      ])
    #expect(
      bench.controller.wanted(.northbound).last
        == #"insert Logical_Switch {"name":"ts1","other_config":["map",[["interconn-ts","ts1"]]]}"#)
  }

  @Test("get datapaths only from the holder of the global lock")
  func globalLock() {
    let bench = Bench()
    bench.register("az1")
    addWanted(["ts1"], bench)
    bench.controller.setLock(.global, isHeld: false)
    #expect(bench.converge())
    #expect(bench.keys == [:])
    bench.controller.setLock(.global, isHeld: true)
    #expect(bench.converge())
    #expect(bench.keys == ["ts1": 16_711_682])
  }

  @Test("get keys of 12 bits while tunnels use VXLAN, and others after")
  func vxlan() {
    let bench = Bench()
    bench.register("az1")
    addWanted(["ts1"], bench)
    #expect(bench.converge())
    let global = bench.inb.uuids(ICNorthbound.ICNBGlobal.self)[0]
    bench.inb.modify(ICNorthbound.ICNBGlobal.self, global) { $0.options["vxlan_mode"] = "true" }
    #expect(bench.converge())
    #expect(bench.keys == ["ts1": 16_711_682])
    let encap = bench.makeUUID()
    var row = ICSouthbound.Encap()
    row.type = "vxlan"
    bench.isb.insert(row, as: encap)
    var gateway = ICSouthbound.Gateway()
    gateway.name = "gw"
    gateway.availabilityZone = bench.addZone("az2")
    gateway.encaps = [encap]
    bench.isb.insert(gateway, as: bench.makeUUID())
    #expect(bench.converge())
    #expect(bench.keys == ["ts1": 1_025])
    #expect(
      bench.nb.rows(Northbound.LogicalSwitch.self).map { $0.row.otherConfig["ic-vxlan_mode"] }
        == ["true"])
    bench.inb.modify(ICNorthbound.ICNBGlobal.self, global) { $0.options["vxlan_mode"] = "false" }
    #expect(bench.converge())
    #expect(bench.keys == ["ts1": 16_711_682])
  }

  @Test("take another key if somebody takes the first before it is written")
  func lostRace() {
    let bench = Bench()
    bench.register("az1")
    addWanted(["ts1"], bench)
    bench.settle()
    var other = ICSouthbound.DatapathBinding()
    other.transitSwitch = "elsewhere"
    other.tunnelKey = 16_711_682
    other.type = "transit-router"
    bench.isb.insert(other, as: bench.makeUUID())
    #expect(bench.converge())
    #expect(bench.keys["ts1"] == 16_711_683)
  }

  @Test("lose surplus logical switches and datapaths, and keys that were changed")
  func repair() {
    let bench = Bench()
    bench.register("az1")
    let rows = bench.addTransitSwitch("ts1")
    var surplus = Northbound.LogicalSwitch()
    surplus.name = "other"
    surplus.otherConfig = ["interconn-ts": "ts1"]
    let second = bench.makeUUID()
    bench.nb.insert(surplus, as: second)
    bench.nb.modify(Northbound.LogicalSwitch.self, rows.logicalSwitch) {
      $0.otherConfig["requested-tnl-key"] = nil
      $0.otherConfig["mcast_snoop"] = "true"
    }
    #expect(bench.converge())
    let left = bench.nb.rows(Northbound.LogicalSwitch.self)
    #expect(left.map(\.uuid) == [rows.logicalSwitch])
    #expect(left.first?.row.otherConfig["requested-tnl-key"] == "16711682")
    #expect(left.first?.row.otherConfig["mcast_snoop"] == "true")
  }

  @Test("leave a switch of the operator's alone that only has the name")
  func sameName() {
    let bench = Bench()
    bench.register("az1")
    var own = Northbound.LogicalSwitch()
    own.name = "ts1"
    let uuid = bench.makeUUID()
    bench.nb.insert(own, as: uuid)
    addWanted(["ts1"], bench)
    #expect(bench.converge())
    #expect(bench.nb.rows(Northbound.LogicalSwitch.self).count == 2)
    #expect(bench.nb.row(uuid, of: Northbound.LogicalSwitch.self) == own)
  }

  private func addWanted(_ names: [String], _ bench: Bench) {
    for name in names {
      var row = ICNorthbound.TransitSwitch()
      row.name = name
      bench.inb.insert(row, as: bench.makeUUID())
      bench.settle()
    }
  }
}

extension Bench {
  fileprivate var keys: [String: Int] {
    let rows = isb.rows(ICSouthbound.DatapathBinding.self)
      .filter { $0.row.type != "transit-router" }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.row.transitSwitch, $0.row.tunnelKey) })
  }
}
