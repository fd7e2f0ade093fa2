import JSON
import OVNModel
import OVSDB
import Testing

@testable import Lab

@Suite("Daemons in the lab")
struct DaemonStories {
  @Test("that start anew write nothing", arguments: SchemaRelease.allCases)
  func restart(_ schemas: SchemaRelease) throws {
    let lab = try Lab.joined(routes: 3, schemas: schemas)
    try Invariant.restartsAreQuiet(lab)
  }

  @Test("of one zone stand by for each other: ovn-ic")
  func standby() throws {
    let lab = try Lab.joined()
    let zone = try #require(lab.zone("east"))
    let second = lab.addInterconnectDaemon(to: zone, try #require(lab.interconnect))
    try lab.requireRest()
    #expect(second.derivationCount == 0)
    zone.interconnectDaemons[0].kill()
    try lab.change("west") { try $0.addRoute("10.12.0.0/16") }
    #expect(lab.learnedPrefixes("east") == ["10.12.0.0/16"])
    // The first comes back as the second's standby.
    zone.interconnectDaemons[0].start()
    try lab.change("west") { try $0.addRoute("10.13.0.0/16") }
    #expect(zone.interconnectDaemons[0].derivationCount == 0)
  }

  @Test("of one zone stand by for each other: northd")
  func standbyCompiler() throws {
    let lab = try Lab.joined()
    let zone = try #require(lab.zone("east"))
    let second = lab.addCompiler(to: zone)
    try lab.requireRest()
    #expect(second.derivationCount == 0)
    let before = zone.flowCount
    zone.northds[0].kill()
    try lab.change("east") { try $0.addNetwork(1) }
    #expect(zone.flowCount > before)
    try lab.change("east") { try $0.removeRouterPort("east-net1") }
    #expect(zone.flowCount == before)
  }

  @Test("that are paused hand over to those that stand by")
  func handover() throws {
    let lab = try Lab.joined()
    let zone = try #require(lab.zone("east"))
    lab.addInterconnectDaemon(to: zone, try #require(lab.interconnect))
    lab.addCompiler(to: zone)
    try lab.requireRest()
    zone.interconnectDaemons[0].setPaused(true)
    zone.northds[0].setPaused(true)
    try lab.addTransitSwitch("ts2")
    let key = MeshContents(lab).datapaths.values.first { $0.transitSwitch == "ts2" }?.tunnelKey
    let datapaths = zone.southbound.rows(Southbound.DatapathBinding.self).values
    #expect(datapaths.contains { $0.tunnelKey == key })
  }

  @Test("that are cut off from a database go on where they were when they are back")
  func partition() throws {
    let lab = try Lab.joined()
    let east = try #require(lab.zone("east"))
    lab.cut(east.central, from: Site("interconnect"))
    try east.addRoute("10.11.0.0/16")
    lab.run(for: .seconds(60))
    #expect(lab.learnedPrefixes("west") == [])
    lab.join(east.central, to: Site("interconnect"))
    try lab.requireRest()
    #expect(lab.learnedPrefixes("west") == ["10.11.0.0/16"])
  }
}

@Suite("A sequence number in the lab")
struct SequenceNumberStories {
  @Test("is confirmed when every zone has seen it, and follows what it stands for")
  func order() throws {
    let lab = try Lab.joined()
    // One transaction: the switch goes, and the number says so.
    try lab.changeInterconnect(
      .delete(table: "Transit_Switch", where: Condition.name("ts1")),
      .mutate(
        table: "IC_NB_Global", where: [], mutations: [Mutation("nb_ic_cfg", .add, .integer(1))]))
    #expect(lab.confirmedNumber == 1)
    #expect(MeshContents(lab).routes.isEmpty)
  }

  @Test("waits for a zone that is paused")
  func pausedZone() throws {
    let lab = try Lab.joined()
    let daemon = try #require(lab.zone("west")?.interconnectDaemons.first)
    daemon.setPaused(true)
    try lab.interconnect?.northbound.transact(
      .mutate(
        table: "IC_NB_Global", where: [], mutations: [Mutation("nb_ic_cfg", .add, .integer(1))]))
    lab.settle(within: .seconds(60))
    #expect(lab.confirmedNumber == 0)
    daemon.setPaused(false)
    try lab.requireRest()
    #expect(lab.confirmedNumber == 1)
  }

  @Test("of a zone waits for a chassis that is dead")
  func chassis() throws {
    let lab = try Lab.joined()
    let east = try #require(lab.zone("east"))
    lab.kill(east.chassis[1])
    try lab.change("east") {
      try $0.northbound.transact(
        .mutate(
          table: "NB_Global", where: [], mutations: [Mutation("nb_cfg", .add, .integer(1))]))
    }
    #expect(east.numbers == ["1 1 0"])
    lab.start(east.chassis[1])
    try lab.requireRest()
    #expect(east.numbers == ["1 1 1"])
  }
}

extension Zone {
  /// How many logical flows it has.
  fileprivate var flowCount: Int { southbound.rowCount(Southbound.LogicalFlow.self) }

  /// What is asked for, compiled, and on all chassis.
  fileprivate var numbers: [String] {
    northbound.rows(Northbound.NBGlobal.self).values.map { "\($0.nbCfg) \($0.sbCfg) \($0.hvCfg)" }
  }
}

extension Lab {
  fileprivate var confirmedNumber: Int? {
    interconnect?.northbound.rows(ICNorthbound.ICNBGlobal.self).values.first?.sbICCfg
  }
}
