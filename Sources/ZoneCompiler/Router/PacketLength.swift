import OVNModel
import OVSDB

/// Packets that are too long for what is behind a port (`gateway_mtu`): marked where they come or go, and
/// answered with an ICMP error (ovn-northd(8), router ingress tables 18 and 19).
extension FlowBuilder {
  mutating func addPacketLengthDefaults() {
    addDefault(.lrInChkPktLen)
    addDefault(.lrInLargerPkts)
  }

  mutating func addPacketLength(of port: RouterPortContext, on context: RouterContext) {
    if let mtu = port.gatewayMTU {
      addLengthCheck(
        .lrInChkPktLen, of: port, match: "outport == \(port.quotedName)", then: "next;")
      addLengthErrors(.lrInIPInput, to: port, on: context, mtu: mtu)
    }
    for other in world.members(RosterKey(port.router, .gatewayMTU)) where other != port.uuid {
      guard let outport = world.routerPorts[other], let mtu = outport.gatewayMTU else { continue }
      addLengthErrors(.lrInLargerPkts, to: port, on: context, mtu: mtu, outport: outport)
    }
  }

  /// Adds a flow that, where packets may have a certain length only, also looks at the length; and one
  /// for the packets that need not be looked at (`gateway_mtu_bypass`).
  mutating func addLengthCheck(
    _ stage: Stage, of port: RouterPortContext, match: FlowText, then actions: FlowText
  ) {
    guard let mtu = port.gatewayMTU else {
      return add(stage, 50, match: match, actions: actions)
    }
    let length = mtu + world.headerLength(beyond: port)
    add(stage, 50, match: match, actions: "reg9[1] = check_pkt_larger(\(length)); \(actions)")
    if let bypass = port.options["gateway_mtu_bypass"] {
      add(stage, 55, match: "\(match) && (\(bypass))", actions: actions)
    }
  }

  private mutating func addLengthErrors(
    _ stage: Stage, to port: RouterPortContext, on context: RouterContext, mtu: Int,
    outport: RouterPortContext? = nil
  ) {
    let table = Stage.lrInAdmission.table
    let way: FlowText = outport.map { "outport == \($0.quotedName) && " } ?? ""
    if let own = port.addresses.ipv4.first {
      add(
        stage, 150,
        match: "inport == \(port.quotedName) && \(way)ip4 && reg9[1] && reg9[0] == 0",
        actions: """
          icmp4_error {reg9[0] = 1; reg9[1] = 0; eth.dst = \(port.addresses.macText); \
          ip4.dst = ip4.src; ip4.src = \(own.address); ip.ttl = 255; \
          icmp4.type = 3; /* Destination Unreachable. */ \
          icmp4.code = 4; /* Frag Needed and DF was Set. */ icmp4.frag_mtu = \(mtu); \
          next(pipeline=ingress, table=\(table)); };
          """, meter: world.meter("icmp4-error", of: context.copp))
    }
    if let own = port.addresses.ipv6.first {
      add(
        stage, 150,
        match: "inport == \(port.quotedName) && \(way)ip6 && reg9[1] && reg9[0] == 0",
        actions: """
          icmp6_error {reg9[0] = 1; reg9[1] = 0; eth.dst = \(port.addresses.macText); \
          ip6.dst = ip6.src; ip6.src = \(own.address); ip.ttl = 255; \
          icmp6.type = 2; /* Packet Too Big. */ icmp6.code = 0; icmp6.frag_mtu = \(mtu); \
          next(pipeline=ingress, table=\(table)); };
          """, meter: world.meter("icmp6-error", of: context.copp))
    }
  }
}

extension RouterPortContext {
  /// The most that an IP packet may hold on the port's network, if there is such a limit.
  var gatewayMTU: Int? {
    let mtu = options.integer("gateway_mtu", default: 0)
    return 1...Int(Int32.max) ~= mtu ? mtu : nil
  }
}

extension World {
  /// What Ethernet adds to a packet on the network behind a port: 4 octets more if it has VLANs.
  fileprivate func headerLength(beyond port: RouterPortContext) -> Int {
    guard let logicalSwitch = logicalSwitch(beyond: port) else { return 14 }
    let isTagged = members(RosterKey(logicalSwitch, .type(.localnet))).contains { uuid in
      row(uuid, in: nb.switchPorts)?.tagRequest != nil
    }
    return isTagged ? 18 : 14
  }
}
