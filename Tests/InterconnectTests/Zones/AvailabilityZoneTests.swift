import OVNModel
import OVSDB
import Testing
import Transactions

@testable import Interconnect

@Suite("The zone's registration")
struct AvailabilityZoneTests {
  @Test("inserts a row for a new name")
  func registers() {
    let bench = Bench()
    setName("az1", bench)
    bench.settle()
    #expect(bench.zoneEdits == [#"insert Availability_Zone {"name":"az1"}"#])
    #expect(bench.converge())
    #expect(bench.zoneNames == ["az1"])
  }

  @Test("adopts a row of the name, whoever made it")
  func adopts() {
    let bench = Bench()
    bench.register("az1")
    bench.settle()
    #expect(bench.zoneEdits == [])
    #expect(bench.controller.world.zone?.uuid == bench.ownZone)
  }

  @Test("renames the row in place")
  func renames() {
    let bench = Bench()
    let row = bench.register("az1")
    bench.settle()
    setName("az9", bench)
    bench.settle()
    #expect(bench.zoneEdits == [#"update Availability_Zone \#(row) {"name":"az9"}"#])
  }

  @Test("does not touch a zone that has the new name already, and says so")
  func nameTaken() {
    let bench = Bench()
    bench.register("az1")
    bench.addZone("az2")
    bench.settle()
    _ = bench.controller.takeMessages()
    setName("az2", bench)
    bench.settle()
    #expect(bench.zoneEdits == [])
    #expect(bench.controller.takeMessages().filter { $0.level == .error }.count == 1)
  }

  @Test("withdraws everything before the row when the name is taken away")
  func leaves() {
    let bench = Bench()
    bench.populate()
    #expect(bench.converge())
    let own = bench.ownZone
    #expect(bench.isb.rows(ICSouthbound.Route.self).contains { $0.row.availabilityZone == own })
    setName("", bench)
    bench.settle()
    #expect(bench.zoneEdits == [])
    #expect(bench.converge())
    #expect(bench.zoneNames == ["az2"])
    #expect(!bench.isb.rows(ICSouthbound.Route.self).contains { $0.row.availabilityZone == own })
    #expect(bench.isb.rows(ICSouthbound.PortBinding.self).isEmpty)
    #expect(!bench.isb.rows(ICSouthbound.Route.self).isEmpty)
  }

  @Test("does nothing without a name, and complains without the row that has it")
  func noName() {
    let bench = Bench()
    bench.settle()
    #expect(bench.controller.takeMessages().map(\.text) == ["NB Global not exist."])
    setName("", bench)
    bench.addTransitSwitch("ts1")
    bench.settle()
    #expect(bench.zoneEdits == [])
    #expect(bench.controller.wanted(.northbound) == [])
  }

  private func setName(_ name: String, _ bench: Bench) {
    if let uuid = bench.nb.uuids(Northbound.NBGlobal.self).first {
      bench.nb.modify(Northbound.NBGlobal.self, uuid) { $0.name = name }
    } else {
      var row = Northbound.NBGlobal()
      row.name = name
      bench.nb.insert(row, as: bench.makeUUID())
    }
  }
}

@Suite("Sequence numbers")
struct SequenceNumberTests {
  @Test("reach the zone's row in the transaction that completes the work, then both globals")
  func confirm() {
    let bench = Bench()
    bench.populate()
    bench.isb.delete(
      ICSouthbound.AvailabilityZone.self,
      bench.isb.rows(ICSouthbound.AvailabilityZone.self).first { $0.row.name == "az2" }?.uuid
        ?? .zero)
    request(500, bench)
    bench.feed()
    let first = bench.controller.advance(now: .zero).first { $0.channel == .icSouthbound }
    let tables = (first?.operations ?? []).compactMap(\.table)
    #expect(tables.last == "Availability_Zone")
    #expect(tables.contains("Route"))
  }

  @Test("are confirmed when every zone has them, in few steps whatever the number")
  func everyZone() {
    let bench = Bench()
    bench.register("az1")
    let other = bench.addZone("az2")
    #expect(bench.converge())
    request(500, bench)
    #expect(bench.converge())
    #expect(bench.isb.row(bench.ownZone, of: ICSouthbound.AvailabilityZone.self)?.nbICCfg == 500)
    #expect(bench.confirmed == [0, 0])
    bench.isb.modify(ICSouthbound.AvailabilityZone.self, other) { $0.nbICCfg = 500 }
    #expect(bench.converge(rounds: 4))
    #expect(bench.confirmed == [500, 500])
  }

  @Test(
    "that were lost, and come to what they had been before all zones had followed, are confirmed")
  func lostAndBack() {
    let bench = Bench()
    bench.register("az1")
    request(2, bench)
    #expect(bench.converge())
    // Meanwhile the number was another, and the zone has followed that.
    bench.isb.modify(ICSouthbound.AvailabilityZone.self, bench.ownZone) { $0.nbICCfg = 0 }
    #expect(bench.converge())
    #expect(bench.isb.row(bench.ownZone, of: ICSouthbound.AvailabilityZone.self)?.nbICCfg == 2)
    #expect(bench.confirmed == [2, 2])
  }

  @Test("are left alone where the servers have none")
  func oldServers() {
    let bench = Bench(.bookworm)
    bench.register("az1")
    request(3, bench)
    bench.settle()
    for channel in Channel.allCases { #expect(bench.controller.wanted(channel) == []) }
  }

  private func request(_ number: Int, _ bench: Bench) {
    bench.inb.modify(ICNorthbound.ICNBGlobal.self, bench.inb.uuids(ICNorthbound.ICNBGlobal.self)[0])
    {
      $0.nbICCfg = number
    }
  }
}

extension Bench {
  fileprivate var zoneEdits: [String] {
    (controller.wantedEdits(.icSouthbound)[.single(.availabilityZone)] ?? []).map(\.line)
  }

  fileprivate var zoneNames: [String] {
    isb.rows(ICSouthbound.AvailabilityZone.self).map(\.row.name).sorted()
  }

  /// What both global rows confirm.
  fileprivate var confirmed: [Int] {
    isb.rows(ICSouthbound.ICSBGlobal.self).map(\.row.nbICCfg)
      + inb.rows(ICNorthbound.ICNBGlobal.self).map(\.row.sbICCfg)
  }
}

extension OVSDB.Operation {
  fileprivate var table: String? {
    switch self {
    case .insert(let table, _, _, _), .update(let table, _, _), .mutate(let table, _, _): table
    default: nil
    }
  }
}
