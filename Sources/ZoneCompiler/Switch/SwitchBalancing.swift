import OVNModel
import OVSDB
import Replica

/// What a switch does for balancers whatever they are (ovn-northd(8), ingress tables 5 and 11 to 16, egress
/// table 1).
extension FlowBuilder {
  mutating func addPreBalancing() {
    let hasVIPs = world.switchSecurity[datapath]?.hasVIPs == true
    for stage in [Stage.lsInPreLB, .lsOutPreLB] {
      addDefault(stage)
      add(stage, 110, match: "eth.mcast", actions: "next;")
      add(stage, 110, match: "nd || nd_rs || nd_ra || mldv1 || mldv2", actions: "next;")
      add(stage, 110, match: "reg0[16] == 1", actions: "next;")
      // All packets, not those to virtual addresses only: replies that are out of order must be known too.
      if hasVIPs { add(stage, 100, match: "ip", actions: "reg0[2] = 1; next;") }
    }
    add(.lsInPreLB, 110, match: "eth.dst == $svc_monitor_mac", actions: "next;")
    add(.lsOutPreLB, 110, match: "eth.src == $svc_monitor_mac", actions: "next;")
  }

  /// Balancers of the switch itself have keys of their own; those of its routers are few and come with the
  /// switch.
  mutating func addBalancingDefaults() {
    for stage in [Stage.lsInLBAffCheck, .lsInLB, .lsInLBAffLearn] { addDefault(stage) }
    guard world.takesBalancersFromRouters, let context = world.switches[datapath] else { return }
    for attached in world.attachedRouters[datapath] ?? [] {
      for uuid in world.members(RosterKey(attached.router, .balancers)) {
        guard let balancer = world.balancers[uuid] else { continue }
        hint = uuid.hint
        addBalancing(of: balancer, on: context)
      }
    }
    hint = 0
  }

  /// Packets that go back to the port they came from, since the chosen backend is the client itself.
  mutating func addHairpin() {
    for stage in [Stage.lsInPreHairpin, .lsInNATHairpin, .lsInHairpin] { addDefault(stage) }
    if world.switchSecurity[datapath]?.hasVIPs == true {
      hint = datapath.hint
      add(
        .lsInPreHairpin, 100, match: "ip && ct.trk",
        actions: "reg0[6] = chk_lb_hairpin(); reg0[12] = chk_lb_hairpin_reply(); next;")
      add(
        .lsInNATHairpin, 100, match: "ip && ct.new && ct.trk && reg0[6] == 1",
        actions: "ct_snat_to_vip; next;")
      add(
        .lsInNATHairpin, 100, match: "ip && ct.est && ct.trk && reg0[6] == 1", actions: "ct_snat;")
      add(.lsInNATHairpin, 90, match: "ip && reg0[12] == 1", actions: "ct_snat;")
      hint = 0
      add(
        .lsInHairpin, 1, match: "(reg0[6] == 1 || reg0[12] == 1)",
        actions: "eth.dst <-> eth.src; outport = inport; flags.loopback = 1; output;")
    }
    if world.hasMembers(RosterKey(datapath, .type(.vtep))) { addVTEPHairpin() }
  }

  /// What a VTEP switch sends goes to its receiver at once, unless the gateway of a router is on this
  /// chassis.
  private mutating func addVTEPHairpin() {
    add(
      .lsInHairpin, 1000, match: "reg0[14] == 1",
      actions: "next(pipeline=ingress, table=\(Stage.lsInL2Lkup.table));")
    for attached in world.attachedRouters[datapath] ?? [] {
      guard let port = world.routerPorts[attached.port], port.isGateway else { continue }
      add(
        .lsInHairpin, 2000,
        match: "reg0[14] == 1 && is_chassis_resident(\(QuotedName(port.redirectName)))",
        actions: "next;")
    }
  }
}

extension World {
  /// Whether switches balance what their routers do (`install_ls_lb_from_router`).
  var takesBalancersFromRouters: Bool { zone.options.isTrue("install_ls_lb_from_router") }
}
