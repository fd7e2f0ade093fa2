import Address
import OVNModel
import OVSDB

/// Answers to router solicitations (ovn-northd(8), router ingress tables 10 and 11), and what chassis
/// are told to advertise unasked.
extension FlowBuilder {
  mutating func addRouterAdvertisementDefaults() {
    addDefault(.lrInNDRAOptions)
    addDefault(.lrInNDRAResponse)
  }

  mutating func addRouterAdvertisement(of port: RouterPortContext, on context: RouterContext) {
    let networks = port.addresses.ipv6.filter { !$0.isLinkLocal }
    guard let (mode, configuration) = world.advertisement(of: port), !networks.isEmpty else {
      return
    }
    let mac = port.addresses.macText
    var options: FlowText = "addr_mode = \"\(mode)\", slla = \(mac)"
    let mtu = configuration.integer("mtu", default: 0)
    // The least that every network with IPv6 carries (RFC 8200, 5).
    if 1280...Int(Int32.max) ~= mtu { options += ", mtu = \(mtu)" }
    if let preference = configuration["router_preference"], preference != "MEDIUM" {
      options += ", router_preference = \"\(preference)\""
    }
    if let servers = configuration["rdnss"] { options += ", rdnss = \(servers)" }
    if let domains = configuration["dnssl"] { options += ", dnssl = \"\(domains)\"" }
    if let routes = configuration["route_info"] { options += ", route_info = \"\(routes)\"" }
    for network in networks { options += ", prefix = \(network.networkText)" }
    let solicited: FlowText = "inport == \(port.quotedName) && ip6.dst == ff02::2 && "
    add(
      .lrInNDRAOptions, 50, match: "\(solicited)nd_rs",
      actions: "reg0[5] = put_nd_ra_opts(\(options)); next;",
      meter: world.meter("nd-ra-opts", of: context.copp))
    add(
      .lrInNDRAResponse, 50, match: "\(solicited)nd_ra && reg0[5]",
      actions: """
        eth.dst = eth.src; eth.src = \(mac); ip6.dst = ip6.src; \
        ip6.src = \(port.addresses.mac.eui64LinkLocal.description); outport = inport; \
        flags.loopback = 1; output;
        """)
  }
}

extension World {
  private static let addressModes: Set<String> = ["slaac", "dhcpv6_stateful", "dhcpv6_stateless"]

  /// How hosts get addresses on the network of a port, and all of `ipv6_ra_configs`; nothing if the port
  /// does not advertise.
  func advertisement(
    of port: RouterPortContext
  ) -> (mode: String, configuration: [String: String])? {
    var problems: [String] = []
    defer { report(problems, of: ProblemKey(row: port.uuid, aspect: "address mode")) }
    guard let row = row(port.uuid, in: nb.routerPorts), row.peer == nil, link(of: port) != nil,
      let mode = row.ipv6RAConfigs["address_mode"]
    else { return nil }
    guard Self.addressModes.contains(mode) else {
      problems.append("Logical_Router_Port \(row.name): Invalid address mode [\(mode)] defined")
      return nil
    }
    return (mode, row.ipv6RAConfigs)
  }

  /// What Port_Binding says of a port's router advertisements and of prefixes that are delegated to it.
  func advertisementOptions(
    of port: RouterPortContext, _ present: Southbound.PortBinding?
  ) -> [String: String] {
    guard port.peer == nil, link(of: port) != nil else { return [:] }
    var options: [String: String] = [:]
    if port.isEnabled, port.options.isTrue("prefix_delegation") {
      options["ipv6_prefix_delegation"] = "true"
    }
    if port.isEnabled, port.options.isTrue("prefix") { options["ipv6_prefix"] = "true" }
    guard let (mode, configuration) = advertisement(of: port),
      configuration.isTrue("send_periodic")
    else { return options }
    options["ipv6_ra_send_periodic"] = "true"
    options["ipv6_ra_address_mode"] = mode
    let longest = min(max(configuration.integer("max_interval", default: 600), 4), 1800)
    let usual = longest >= 9 ? longest / 3 : longest * 3 / 4
    let shortest = min(configuration.integer("min_interval", default: usual), longest * 3 / 4)
    options["ipv6_ra_max_interval"] = String(longest)
    options["ipv6_ra_min_interval"] = String(max(shortest, 3))
    let mtu = configuration.integer("mtu", default: 0)
    if 1280...Int(Int32.max) ~= mtu { options["ipv6_ra_mtu"] = String(mtu) }
    var prefixes: [String] = []
    for network in port.addresses.ipv6 {
      if network.isLinkLocal {
        let other = options["ipv6_ra_src_addr"] ?? network.address
        options["ipv6_ra_src_addr"] = precedes(other, network.address) ? other : network.address
      } else {
        prefixes.append(network.networkText)
      }
    }
    if let delegated = present?.options["ipv6_ra_pd_list"] { prefixes.append(delegated) }
    options["ipv6_ra_prefixes"] = prefixes.joined(separator: " ")
    options["ipv6_ra_rdnss"] = configuration["rdnss"]
    options["ipv6_ra_dnssl"] = configuration["dnssl"]
    options["ipv6_ra_src_eth"] = port.addresses.macText
    let preference = configuration["router_preference"] ?? ""
    options["ipv6_ra_prf"] = ["HIGH", "LOW"].contains(preference) ? preference : "MEDIUM"
    options["ipv6_ra_route_info"] = configuration["route_info"]
    return options
  }
}
