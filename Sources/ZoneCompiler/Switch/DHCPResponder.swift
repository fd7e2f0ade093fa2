import Address
import OVNModel
import OVSDB

/// Answers to DHCP requests of a port's machine (ovn-northd(8), ingress tables 20 and 21).
///
/// For an external port they come in by the ports of physical networks, and the chassis that serves the port
/// answers.
extension FlowBuilder {
  mutating func addDHCP(of port: SwitchPortContext, on context: SwitchContext) {
    guard port.isEnabled, port.type != .router,
      port.dhcpv4Options != nil || port.dhcpv6Options != nil
    else { return }
    let cause = hint
    defer { hint = cause }
    var inports = [port]
    if port.type == .external {
      guard port.hasHAChassisGroup else { return }
      inports = world.localnetPorts(of: port.logicalSwitch)
    }
    for inport in inports {
      for addresses in port.addresses {
        addDHCPv4(of: port, addresses, by: inport, context)
        addDHCPv6(of: port, addresses, by: inport, context)
      }
    }
  }

  /// A port gets the first of its addresses that is in the options' network.
  private mutating func addDHCPv4(
    of port: SwitchPortContext, _ addresses: InterfaceAddresses, by inport: SwitchPortContext,
    _ context: SwitchContext
  ) {
    guard let uuid = port.dhcpv4Options, !addresses.ipv4.isEmpty,
      let row = world.row(uuid, in: world.nb.dhcpOptions), let cidr = IPPrefix(parsing: row.cidr),
      let offer = addresses.ipv4.first(where: { cidr.contains($0.prefix.address) }),
      let (options, server, mac) = world.dhcpv4Options(uuid, row, cidr, of: port)
    else { return }
    hint = uuid.hint
    let address = offer.address
    let (source, residence) = requests(of: port, addresses, by: inport)
    let actions: FlowText =
      "reg0[3] = put_dhcp_opts(offerip = \(address), \(options)); next;"
    let meter = world.meter("dhcpv4-opts", of: context.copp)
    let ports = "udp.src == 68 && udp.dst == 67"
    add(
      .lsInDHCPOptions, 100,
      match: """
        \(source) && ip4.src == 0.0.0.0 && ip4.dst == 255.255.255.255 && \(ports)\(residence)
        """, actions: actions, meter: meter, port: inport.name)
    add(
      .lsInDHCPOptions, 100,
      match: """
        \(source) && ip4.src == \(address) && ip4.dst == {\(server), 255.255.255.255} && \
        \(ports)\(residence)
        """, actions: actions, meter: meter, port: inport.name)
    add(
      .lsInDHCPResponse, 100, match: "\(source) && ip4 && \(ports) && reg0[3]\(residence)",
      actions: """
        eth.dst = eth.src; eth.src = \(mac); ip4.src = \(server); udp.src = 67; udp.dst = 68; \
        outport = inport; flags.loopback = 1; output;
        """, port: inport.name)
  }

  private mutating func addDHCPv6(
    of port: SwitchPortContext, _ addresses: InterfaceAddresses, by inport: SwitchPortContext,
    _ context: SwitchContext
  ) {
    guard let uuid = port.dhcpv6Options, !addresses.ipv6.isEmpty,
      let row = world.row(uuid, in: world.nb.dhcpOptions), let cidr = IPPrefix(parsing: row.cidr),
      let offer = addresses.ipv6.first(where: { cidr.contains($0.prefix.address) }),
      let (server, mac) = world.dhcpv6Server(uuid, row, of: port)
    else { return }
    hint = uuid.hint
    let (source, residence) = requests(of: port, addresses, by: inport)
    var options: [String] = []
    if !row.options.isTrue("dhcpv6_stateless") { options.append("ia_addr = \(offer.address)") }
    options += row.options.listed(without: "dhcpv6_stateless")
    let match: FlowText = """
      \(source) && ip6.dst == ff02::1:2 && udp.src == 546 && udp.dst == 547\(residence)
      """
    add(
      .lsInDHCPOptions, 100, match: match,
      actions: "reg0[3] = put_dhcpv6_opts(\(options.joined(separator: ", "))); next;",
      meter: world.meter("dhcpv6-opts", of: context.copp), port: inport.name)
    add(
      .lsInDHCPResponse, 100, match: "\(match) && reg0[3]",
      actions: """
        eth.dst = eth.src; eth.src = \(mac); ip6.dst = ip6.src; ip6.src = \(server); \
        udp.src = 547; udp.dst = 546; outport = inport; flags.loopback = 1; output;
        """, port: inport.name)
  }

  /// How requests of a port's machine are known, and where they are answered.
  private func requests(
    of port: SwitchPortContext, _ addresses: InterfaceAddresses, by inport: SwitchPortContext
  ) -> (source: FlowText, residence: FlowText) {
    (
      "inport == \(inport.quotedName) && eth.src == \(addresses.macText)",
      port.type == .external ? " && is_chassis_resident(\(port.quotedName))" : ""
    )
  }
}

extension World {
  /// The options that a machine is given, and who gives them; nothing if the operator has not said who.
  fileprivate func dhcpv4Options(
    _ uuid: UUID, _ row: Northbound.DHCPOptions, _ cidr: IPPrefix, of port: SwitchPortContext
  ) -> (options: String, server: String, mac: String)? {
    let problem = ProblemKey(row: port.uuid, aspect: "DHCPv4")
    guard let server = row.options["server_id"], let mac = row.options["server_mac"],
      row.options["lease_time"] != nil
    else {
      report(
        [
          "DHCP_Options \(uuid): server_id, server_mac and lease_time are required for lport - "
            + port.name
        ], of: problem)
      return nil
    }
    report([], of: problem)
    var options = row.options
    let netmask = IPv4Address(bits: ~(UInt32.max >> UInt32(cidr.length))).description
    // A mask that the operator has given as well follows the network's own.
    options["netmask"] = options["netmask"].map { "\(netmask), netmask = \($0)" } ?? netmask
    options["hostname"] = port.options["hostname"] ?? options["hostname"]
    return (options.listed(without: "server_mac").joined(separator: ", "), server, mac)
  }

  /// The address of who answers, made of its Ethernet address.
  fileprivate func dhcpv6Server(
    _ uuid: UUID, _ row: Northbound.DHCPOptions, of port: SwitchPortContext
  ) -> (address: String, mac: String)? {
    let problem = ProblemKey(row: port.uuid, aspect: "DHCPv6")
    guard let mac = row.options["server_id"], let address = MACAddress(parsing: mac) else {
      report(
        ["DHCP_Options \(uuid): server_id is no Ethernet address, for lport \(port.name)"],
        of: problem)
      return nil
    }
    report([], of: problem)
    return (address.eui64LinkLocal.description, mac)
  }
}

extension [String: String] {
  /// `key = value` of each but one, in the order of the keys.
  fileprivate func listed(without omitted: String) -> [String] {
    filter { $0.key != omitted }.sorted { precedes($0.key, $1.key) }.map {
      "\($0.key) = \($0.value)"
    }
  }
}
