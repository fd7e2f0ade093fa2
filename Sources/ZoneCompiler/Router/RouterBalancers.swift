import OVNModel
import OVSDB
import Replica

/// A balancer on a router (ovn-northd(8), router ingress tables 4 to 8, egress tables 1 and 3).
extension World {
  func flows(ofBalancer uuid: UUID, onRouter router: UUID) -> [PlacedFlow] {
    guard hasMembers(RosterKey(router, .balancer(uuid))), datapaths[router] != nil,
      let balancer = balancers[uuid], let context = routers[router]
    else {
      answered.set([], of: uuid, on: router)
      return []
    }
    answered.set(answeredAddresses(of: uuid, on: router), of: uuid, on: router)
    var flows = FlowBuilder(self, datapath: router, cause: uuid)
    let forces = forcedSNAT[router]?.isForBalancing == true
    let balancing = RouterBalancing(
      balancer: balancer, router: context, gateway: gatewayPorts[router]?.first,
      sources: balancer.keepsSources ? .kept : forces ? .forced : .usual)
    for vip in balancer.vips {
      flows.addChoice(vip, balancing)
      flows.addEmptyReport(vip, balancing)
      flows.addReplies(vip, balancing)
      if balancer.affinityTimeout > 0 {
        flows.addAffinity(
          vip, balancer, match: vip.newConnection(balancer),
          forces ? .forced : balancing.sources)
      }
    }
    flows.addVirtualAddresses(balancing)
    if balancer.keepsSources {
      flows.hint = 0
      flows.add(.lrOutSNAT, 120, match: "flags.skip_snat_for_lb == 1 && ip", actions: "next;")
    }
    return flows.flows
  }
}

/// A balancer on a router.
struct RouterBalancing {
  let balancer: LoadBalancer
  let router: RouterContext
  /// The gateway port on whose chassis connections are balanced, of a router that is everywhere.
  let gateway: GatewayPort?
  let sources: BalancedSources
}

/// What happens to the sources of balanced packets.
enum BalancedSources {
  /// What rules of address translation say.
  case usual
  /// Nothing (`skip_snat`).
  case kept
  /// They get an address of the router's (`lb_force_snat_ip`).
  case forced

  /// What tells the tables that follow.
  var flag: FlowText {
    switch self {
    case .usual: ""
    case .kept: "flags.skip_snat_for_lb = 1; "
    case .forced: "flags.force_snat_for_lb = 1; "
    }
  }

  /// What tells the packets of the connection that follow, as another argument of an action.
  var argument: String {
    switch self {
    case .usual: ""
    case .kept: "; skip_snat"
    case .forced: "; force_snat"
    }
  }
}

extension FlowBuilder {
  /// Chooses the backend of a new connection.
  fileprivate mutating func addChoice(
    _ vip: LoadBalancer.VirtualAddress, _ balancing: RouterBalancing
  ) {
    let balancer = balancing.balancer
    var match = vip.newConnection(balancer)
    if let gateway = balancing.gateway, !vip.backends.isEmpty || !balancer.rejectsEmpty {
      match += " && is_chassis_resident(\(gateway.quotedRedirect))"
    }
    let priority = vip.port == nil ? 110 : 120
    let flag = balancing.sources.flag
    switch world.verdict(on: vip, of: balancer) {
    case .balance(let action):
      let argument = world.zone.hasCTLBRelated ? balancing.sources.argument : ""
      add(.lrInDNAT, priority, match: match, actions: "\(flag)\(action)\(argument));")
    case .drop:
      add(.lrInDNAT, priority, match: match, actions: "\(flag)\(world.dropAction)")
    case .reject:
      add(
        .lrInDNAT, priority, match: match,
        actions: """
          \(flag)reg0 = 0; reject { outport <-> inport; \
          next(pipeline=egress,table=\(Stage.lrOutSNAT.table));};
          """, meter: world.meter("reject", of: balancing.router.copp))
    }
  }

  /// Tells the CMS that somebody wants an address that has no backend.
  fileprivate mutating func addEmptyReport(
    _ vip: LoadBalancer.VirtualAddress, _ balancing: RouterBalancing
  ) {
    let balancer = balancing.balancer
    guard balancer.reportsEmpty, vip.backends.isEmpty, !balancer.rejectsEmpty else { return }
    add(
      .lrInDNAT, 130, match: vip.eventMatch(balancer), actions: vip.eventActions(balancer),
      meter: world.meter("event-elb", of: balancing.router.copp))
  }

  /// What backends send back, and what comes to an address that sources are translated to as well.
  fileprivate mutating func addReplies(
    _ vip: LoadBalancer.VirtualAddress, _ balancing: RouterBalancing
  ) {
    let balancer = balancing.balancer
    if world.hasMembers(RosterKey(balancing.router.uuid, .externalAddress(vip.address))) {
      add(.lrInUnSNAT, 120, match: "\(vip.family) && \(vip.eventMatch(balancer))", actions: "next;")
    }
    guard let gateway = balancing.gateway, !vip.backends.isEmpty else { return }
    let backends = vip.backends.map { backend in
      let port = backend.portText.map { " && \(balancer.protocolName).src == \($0)" } ?? ""
      return "(\(vip.family).src == \(backend.address)\(port))"
    }
    add(
      .lrOutUnDNAT, 120,
      match: """
        \(vip.family) && (\(backends.joined(separator: " || "))) && \
        outport == \(gateway.quotedName) && is_chassis_resident(\(gateway.quotedRedirect))
        """,
      actions: balancing.sources == .usual
        ? "ct_dnat_in_czone;" : "\(balancing.sources.flag)next;")
  }

  /// What does not mind the ports that are served at an address.
  fileprivate mutating func addVirtualAddresses(_ balancing: RouterBalancing) {
    guard let virtual = world.virtualAddresses[balancing.balancer.uuid] else { return }
    for address in virtual.addresses {
      let ip = address.isIPv6 ? "ip6" : "ip4"
      // Ports are not looked at, since fragments have none.
      add(.lrInDefrag, 100, match: "ip && \(ip).dst == \(address.text)", actions: "ct_dnat;")
    }
    addSwitchLookup(of: virtual, on: balancing.router.uuid)
    if virtual.isRouted { addRoutes(to: virtual, on: balancing.router.uuid) }
  }
}

extension LoadBalancer.VirtualAddress {
  /// New connections to the address.
  fileprivate func newConnection(_ balancer: LoadBalancer) -> FlowText {
    let proto = balancer.protocolName
    let portMatch: FlowText = port.map { " && \(proto) && \(proto).dst == \($0)" } ?? ""
    return "ct.new && !ct.rel && \(family) && \(family).dst == \(address)\(portMatch)"
  }
}
