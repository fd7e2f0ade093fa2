import Address
import OVSDB

/// The addresses that a gateway router puts on packets whose destination has been translated
/// (`dnat_force_snat_ip`, `lb_force_snat_ip`).
struct ForcedSNAT: Equatable {
  /// Texts of addresses, an IPv4 address first.
  var forDNAT: [IPAddress] = []
  var forBalancing: [IPAddress] = []
  /// Whether balanced packets get the address of the port they leave by (`lb_force_snat_ip=router_ip`).
  var usesPortAddresses = false

  var isForDNAT: Bool { !forDNAT.isEmpty }
  var isForBalancing: Bool { usesPortAddresses || !forBalancing.isEmpty }
  var addresses: [IPAddress] { forDNAT + forBalancing }
}

extension World {
  func deriveForcedSNAT(_ router: UUID) -> ForcedSNAT? {
    var problems: [String] = []
    defer { report(problems, of: ProblemKey(row: router, aspect: "forced translation")) }
    guard let context = routers[router] else { return nil }
    var result = ForcedSNAT()
    result.forDNAT = forcedAddresses("dnat_force_snat_ip", of: context, &problems)
    if context.isGatewayRouter, context.options["lb_force_snat_ip"] == "router_ip" {
      result.usesPortAddresses = true
    } else {
      result.forBalancing = forcedAddresses("lb_force_snat_ip", of: context, &problems)
    }
    return result
  }

  /// An IPv4 address, an IPv6 address, or one of each.
  private func forcedAddresses(
    _ key: String, of router: RouterContext, _ problems: inout [String]
  ) -> [IPAddress] {
    guard let text = router.options[key] else { return [] }
    if let addresses = IPAddress.ofEachFamily(text) { return addresses }
    problems.append("bad ip \(text) in options of router \(router.uuid)")
    return []
  }
}

extension IPAddress {
  /// Reads an IPv4 address, an IPv6 address, or one of each.
  static func ofEachFamily(_ text: String) -> [IPAddress]? {
    let prefixes = IPPrefix.list(in: text)
    let found = prefixes.filter(\.isHost).map(\.address)
    guard !found.isEmpty, found.count == prefixes.count,
      found.count == Set(found.map(\.isIPv6)).count
    else { return nil }
    return found.sorted { !$0.isIPv6 && $1.isIPv6 }
  }
}

extension World {
  /// Whether sources of packets are translated to `address`.
  func isSourceAddress(_ address: IPAddress, of router: UUID) -> Bool {
    hasMembers(RosterKey(router, .sourceAddress(address)))
      || forcedSNAT[router]?.addresses.contains(address) == true
  }
}

/// What a router has that translates, whatever its rules are (ovn-northd(8), router ingress table 4,
/// egress tables 0 to 3).
extension FlowBuilder {
  mutating func addTranslation(of context: RouterContext) {
    addTranslationDefaults()
    let forced = world.forcedSNAT[context.uuid] ?? ForcedSNAT()
    let translates = world.hasMembers(RosterKey(context.uuid, .translations))
    let balances = world.balances(context.uuid)
    if balances { addBalancing() }
    if context.isGatewayRouter {
      if translates || balances { addGatewayRouterTracking() }
      for address in forced.forDNAT { addForcedSNAT(to: address, for: "dnat") }
      for address in forced.forBalancing { addForcedSNAT(to: address, for: "lb") }
    }
    let gateways = world.gatewayPorts[context.uuid] ?? []
    if translates, context.isGatewayRouter || !gateways.isEmpty {
      hint = context.uuid.hint
      add(
        .lrOutChkDNATLocal, 50, match: "ip && \(world.zone.connectionMark).natted == 1",
        actions: "reg9[4] = 1; next;")
    }
    addDefaultOfAllowedPeers(gateways)
    world.reportGateways(gateways, of: context)
  }

  /// Replies are found in the zone of translated destinations, where new connections are noted too.
  private mutating func addGatewayRouterTracking() {
    add(.lrOutUnDNAT, 100, match: "nd || nd_rs || nd_ra", actions: "next;")
    add(.lrOutUnDNAT, 50, match: "ip", actions: "flags.loopback = 1; ct_dnat;")
    add(.lrOutPostUnDNAT, 50, match: "ip && ct.new", actions: "ct_commit { } ; next; ")
  }

  private mutating func addForcedSNAT(to address: IPAddress, for reason: String) {
    let ip = address.isIPv6 ? "ip6" : "ip4"
    add(.lrInUnSNAT, 110, match: "\(ip) && \(ip).dst == \(address)", actions: "ct_snat;")
    add(
      .lrOutSNAT, 100, match: "flags.force_snat_for_\(reason) == 1 && \(ip)",
      actions: "ct_snat(\(address));")
  }

  /// Balanced packets that leave by a port get its first address.
  mutating func addForcedSNAT(of port: RouterPortContext) {
    guard world.forcedSNAT[port.router]?.usesPortAddresses == true, world.link(of: port) != nil
    else { return }
    hint = 0
    // The last IPv6 address is the link-local one.
    for (ip, networks) in [("ip4", port.addresses.ipv4), ("ip6", port.addresses.ipv6.dropLast())] {
      guard let own = networks.first else { continue }
      add(
        .lrInUnSNAT, 110, match: "inport == \(port.quotedName) && \(ip).dst == \(own.address)",
        actions: "ct_snat;")
      add(
        .lrOutSNAT, 110,
        match: "flags.force_snat_for_lb == 1 && \(ip) && outport == \(port.quotedName)",
        actions: "ct_snat(\(own.address));")
    }
    hint = port.uuid.hint
  }

  /// Of rules without connections that are for some peers, the first drops everybody else.
  private mutating func addDefaultOfAllowedPeers(_ gateways: [GatewayPort]) {
    let hasRedirect = gateways.contains { gateway in
      world.routerPorts[gateway.port].map { !world.hasVTEP(beyond: $0) } ?? false
    }
    guard hasRedirect,
      let nat = world.members(RosterKey(datapath, .statelessForAllowedPeers)).lazy
        .compactMap({ [world] in world.nats[$0] }).first
    else { return }
    hint = 0
    add(
      .lrInGwRedirect, 70, match: "ip && \(nat.ip).dst == \(nat.externalIP)",
      actions: FlowText(world.dropAction))
  }
}
