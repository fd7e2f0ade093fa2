import Address
import OVNModel
import OVSDB

/// Whether and where a rule of address translation is applied.
extension World {
  func rule(
    of row: Northbound.NAT, _ uuid: UUID, _ external: IPPrefix, on router: RouterContext,
    _ problems: inout [String]
  ) -> NATRule? {
    let gateways = gatewayPorts[router.uuid] ?? []
    guard router.isGatewayRouter || !gateways.isEmpty else { return nil }
    if row.allowedExtIPs != nil, row.exemptedExtIPs != nil {
      problems.append(
        "NAT rule: \(uuid) not applied, since both allowed and exempt external ips set")
      return nil
    }
    guard external.isHost, IPPrefix(parsing: row.externalIP) != nil else {
      problems.append("bad external ip \(row.externalIP) for nat")
      return nil
    }
    guard let gateway = gateway(of: row, external.address, gateways, router, &problems),
      let length = length(of: row, external.address, router, &problems)
    else { return nil }
    var isDistributed = false
    if !gateways.isEmpty, row.isDistributed, let mac = row.externalMAC {
      guard MACAddress(parsing: mac) != nil else {
        problems.append("bad mac \(mac) for dnat in router \(router.uuid)")
        return nil
      }
      isDistributed = true
    }
    let residence: FlowText =
      if isDistributed, let port = row.logicalPort { "is_chassis_resident(\"\(port)\")" } else {
        gateway.map { "is_chassis_resident(\($0.quotedRedirect))" } ?? ""
      }
    return NATRule(
      length: length, isDistributed: isDistributed, gateway: gateway, residence: residence)
  }

  /// The gateway port at which a rule holds; the inner nothing is for routers that need none.
  private func gateway(
    of row: Northbound.NAT, _ address: IPAddress, _ gateways: [GatewayPort],
    _ router: RouterContext, _ problems: inout [String]
  ) -> GatewayPort?? {
    if let port = row.gatewayPort {
      if let gateway = gateways.first(where: { $0.port == port }) { return gateway }
      let name = self.row(port, in: nb.routerPorts)?.name ?? port.description
      problems.append(
        "gateway_port: \(name) of NAT configured on logical router: \(router.name) is not a valid"
          + " distributed gateway port on that router")
      return nil
    }
    if gateways.count <= 1 { return .some(gateways.first) }
    if let gateway = gateways.first(where: { isReached(address, at: $0) }) { return gateway }
    problems.append(
      "Unable to determine gateway_port for NAT with external_ip: \(row.externalIP) configured on"
        + " logical router: \(router.name) with multiple distributed gateway ports")
    return nil
  }

  /// Whether `address` is in a network of the port.
  private func isReached(_ address: IPAddress, at gateway: GatewayPort) -> Bool {
    routerPorts[gateway.port]?.addresses.network(of: address) != nil
  }

  /// The length of the network inside, which only the translation of sources may have.
  private func length(
    of row: Northbound.NAT, _ external: IPAddress, _ router: RouterContext,
    _ problems: inout [String]
  ) -> Int? {
    let prefix = IPPrefix(parsing: row.logicalIP)
    let isOfFamily = prefix?.address.isIPv6 == external.isIPv6
    if row.type == NATContext.Kind.source.rawValue {
      if let prefix, isOfFamily { return prefix.length }
      problems.append(
        "bad ip network or ip \(row.logicalIP) for snat in router \(router.uuid)")
    } else {
      if let prefix, isOfFamily, prefix.isHost { return prefix.length }
      problems.append("bad ip \(row.logicalIP) for dnat in router \(router.uuid)")
    }
    return nil
  }

  /// The gateway ports of the router that answer for a rule's address outside.
  func gateways(answeringFor nat: NATContext) -> [GatewayPort] {
    let gateways = gatewayPorts[nat.router] ?? []
    if gateways.count <= 1 { return gateways }
    return gateways.filter { gateway in
      if let port = nat.gatewayPort { return port == gateway.port }
      return isReached(nat.external.prefix.address, at: gateway)
    }
  }
}

extension IPPrefix {
  /// Whether the prefix holds one address.
  var isHost: Bool { length == address.bitWidth }
}

extension Northbound.NAT {
  /// The address outside, if the column has just one; what follows it does not matter.
  var externalPrefix: IPPrefix? {
    let found = IPPrefix.list(in: externalIP)
    return found.count == 1 ? found.first : nil
  }

  /// Whether the rule is meant for the chassis of the port inside.
  var isDistributed: Bool {
    type == NATContext.Kind.both.rawValue && logicalPort != nil && externalMAC != nil
  }
}
