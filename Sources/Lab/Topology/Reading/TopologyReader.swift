internal import Address

/// What has been read so far of what others refer to.
struct TopologyReader {
  var transitSwitches = TopologyNames("transit switch")
  private var zones = TopologyNames("zone")
  /// Gateways of all zones are known in each.
  private var chassis = TopologyNames("chassis")

  /// The names of one zone.
  private struct ZoneNames {
    var chassis = TopologyNames("chassis of this zone")
    var groups = TopologyNames("HA chassis group")
    var dhcpOptions = TopologyNames("DHCP options")
    var switches = TopologyNames("switch")
    var routers = TopologyNames("router")
    var switchPorts = TopologyNames("switch port")
    var routerPorts = TopologyNames("router port")
  }

  private var names = ZoneNames()

  mutating func zone(_ value: TopologyValue) throws(TopologyError) -> ZoneTopology {
    let object = try value.object([
      "name", "options", "without", "chassis", "ha-chassis-groups", "dhcp-options", "switches",
      "routers",
    ])
    names = ZoneNames()
    var zone = ZoneTopology(name: try zones.add(try object.required("name")))
    if zone.name == "ic" {
      throw try object.required("name").error("the databases of all zones are called so")
    }
    zone.options = try object.texts("options")
    for value in try object.list("without") { zone.outside.insert(try value.zoneDaemon()) }
    // Whatever is referred to before what refers to it, in any order of the file.
    for value in try object.list("chassis") { zone.chassis.append(try readChassis(value)) }
    for value in try object.list("ha-chassis-groups") {
      zone.haChassisGroups.append(try readGroup(value))
    }
    for value in try object.list("dhcp-options") {
      zone.dhcpOptions.append(try readDHCPOptions(value))
    }
    for value in try object.list("switches") { zone.switches.append(try readSwitch(value)) }
    for value in try object.list("routers") { zone.routers.append(try readRouter(value)) }
    return zone
  }

  private mutating func readChassis(_ value: TopologyValue) throws(TopologyError) -> ChassisTopology
  {
    let object = try value.object([
      "name", "encap-ip", "encap-type", "interconnect", "external-ids",
    ])
    let name = try object.required("name")
    _ = try chassis.add(name)
    var result = ChassisTopology(
      name: try names.chassis.add(name),
      encapIP: try object.required("encap-ip").parsed(IPAddress.self, "IP address"))
    if let type = object["encap-type"] {
      result.encapType = try type.choice(["geneve", "vxlan", "stt"])
    }
    result.isInterconnect = try object["interconnect"]?.boolean() ?? false
    result.externalIDs = try object.texts("external-ids")
    return result
  }

  private mutating func readGroup(
    _ value: TopologyValue
  ) throws(TopologyError) -> HAChassisGroupTopology {
    let object = try value.object(["name", "chassis"])
    return HAChassisGroupTopology(
      name: try names.groups.add(try object.required("name")),
      chassis: try names.chassis.priorities(try object.required("chassis")))
  }

  private mutating func readDHCPOptions(
    _ value: TopologyValue
  ) throws(TopologyError) -> DHCPOptionsTopology {
    let object = try value.object(["name", "cidr", "options"])
    return DHCPOptionsTopology(
      name: try names.dhcpOptions.add(try object.required("name")),
      cidr: try object.required("cidr").parsed(IPPrefix.self, "network"),
      options: try object.texts("options"))
  }
}

// Switches.
extension TopologyReader {
  private mutating func readSwitch(_ value: TopologyValue) throws(TopologyError) -> SwitchTopology {
    let object = try value.object(["name", "other-config", "ports"])
    let name = try object.required("name")
    var result = SwitchTopology(
      name: try names.switches.add(name), otherConfig: try object.texts("other-config"))
    if transitSwitches.contains(result.name) {
      throw name.error("a transit switch is called so")
    }
    for value in try object.list("ports") { result.ports.append(try readSwitchPort(value)) }
    return result
  }

  private mutating func readSwitchPort(
    _ value: TopologyValue
  ) throws(TopologyError) -> SwitchPortTopology {
    let object = try value.object([
      "name", "type", "addresses", "options", "tag", "chassis", "ha-chassis-group", "dhcp-options",
    ])
    var port = SwitchPortTopology(name: try names.switchPorts.add(try object.required("name")))
    port.type = try object["type"]?.text() ?? ""
    for value in try object.list("addresses") { port.addresses.append(try value.portAddress()) }
    port.options = try object.texts("options")
    port.tag = try object["tag"]?.integer(in: 1...4095)
    if let value = object["chassis"] { port.chassis = try names.chassis.reference(value) }
    if let value = object["ha-chassis-group"] {
      port.haChassisGroup = try names.groups.reference(value)
    }
    if let value = object["dhcp-options"] {
      port.dhcpOptions = try names.dhcpOptions.reference(value)
    }
    return port
  }
}

// Routers.
extension TopologyReader {
  private mutating func readRouter(_ value: TopologyValue) throws(TopologyError) -> RouterTopology {
    let object = try value.object(["name", "options", "ports", "routes", "policies", "nat"])
    var router = RouterTopology(
      name: try names.routers.add(try object.required("name")),
      options: try object.texts("options"))
    for value in try object.list("ports") { router.ports.append(try readRouterPort(value)) }
    for value in try object.list("routes") { router.routes.append(try value.route()) }
    for value in try object.list("policies") { router.policies.append(try value.policy()) }
    for value in try object.list("nat") { router.nat.append(try readNAT(value)) }
    return router
  }

  private mutating func readRouterPort(
    _ value: TopologyValue
  ) throws(TopologyError) -> RouterPortTopology {
    let object = try value.object([
      "name", "mac", "networks", "switch", "transit-switch", "switch-port", "gateway-chassis",
    ])
    var port = RouterPortTopology(
      name: try names.routerPorts.add(try object.required("name")),
      mac: try object.required("mac").parsed(MACAddress.self, "Ethernet address"), networks: [])
    for value in try object.required("networks").list() {
      port.networks.append(try value.parsed(IPPrefix.self, "address with a prefix length"))
    }
    switch (object["switch"], object["transit-switch"]) {
    case (_?, let value?): throw value.error("the port leads to a switch already")
    case (let value?, nil): port.peer = .logicalSwitch(try names.switches.reference(value))
    case (nil, let value?): port.peer = .transitSwitch(try transitSwitches.reference(value))
    case (nil, nil): break
    }
    if let value = object["switch-port"] { port.peerName = try names.switchPorts.add(value) }
    if let value = object["gateway-chassis"] {
      port.gatewayChassis = try names.chassis.priorities(value)
    }
    return port
  }

  private func readNAT(_ value: TopologyValue) throws(TopologyError) -> NATTopology {
    let object = try value.object([
      "type", "external-ip", "logical-ip", "logical-port", "external-mac",
    ])
    let type = try object.required("type").choice(["snat", "dnat", "dnat_and_snat"])
    var nat = NATTopology(
      type: type,
      externalIP: try object.required("external-ip").parsed(IPAddress.self, "IP address"),
      logicalIP: type == "snat"
        ? try object.required("logical-ip").parsed(IPPrefix.self, "network")
        : try object.required("logical-ip").parsed(IPAddress.self, "IP address"))
    if let value = object["logical-port"] {
      nat.logicalPort = try names.switchPorts.reference(value)
    }
    nat.externalMAC = try object["external-mac"]?.parsed(MACAddress.self, "Ethernet address")
    return nat
  }
}
