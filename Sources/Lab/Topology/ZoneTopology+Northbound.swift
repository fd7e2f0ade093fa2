internal import JSON
internal import OVNModel
internal import OVSDB

/// What an operator would write into a new zone's Northbound database.
extension ZoneTopology {
  /// Everything but the ports of transit switches, which exist once the zone's daemon has made them.
  var northboundOperations: [OVSDB.Operation] {
    var rows = Insertions()
    var global = Northbound.NBGlobal()
    global.name = name
    global.options = options
    _ = rows.add(global)
    let groups = Dictionary(
      haChassisGroups.map { ($0.name, $0.add(to: &rows)) }, uniquingKeysWith: { first, _ in first })
    let dhcp = Dictionary(
      dhcpOptions.map { ($0.name, rows.add($0.row)) }, uniquingKeysWith: { first, _ in first })
    let routerPorts = routers.flatMap(\.ports)
    for logicalSwitch in switches {
      var row = Northbound.LogicalSwitch()
      row.name = logicalSwitch.name
      row.otherConfig = logicalSwitch.otherConfig
      let ports =
        logicalSwitch.ports.map { port in
          rows.add(
            port.row,
            [
              "ha_chassis_group": port.haChassisGroup.flatMap { groups[$0] }.map { [$0] } ?? [],
              "dhcpv4_options": port.dhcpOptions.flatMap { dhcp[$0] }.map { [$0] } ?? [],
            ])
        }
        + routerPorts.filter { $0.peer == .logicalSwitch(logicalSwitch.name) }
        .map { rows.add($0.switchPort(on: logicalSwitch.name)) }
      _ = rows.add(row, ["ports": ports])
    }
    for router in routers { router.add(to: &rows) }
    return rows.operations
  }

  /// For each transit switch that the zone has a part in, what attaches its routers.
  var attachments: [(transitSwitch: String, operations: [OVSDB.Operation])] {
    let ports = routers.flatMap(\.ports)
    let names = ports.compactMap(\.transitSwitch)
    return Set(names).sorted().map { name in
      var rows = Insertions()
      let new = ports.filter { $0.transitSwitch == name }
        .map { rows.add($0.switchPort(on: name)) }
      rows.add(
        .mutate(
          table: "Logical_Switch", where: [Condition("name", .equal, .string(name))],
          mutations: [Mutation("ports", .insert, .set(new))]))
      return (name, rows.operations)
    }
  }
}

extension SwitchPortTopology {
  fileprivate var row: Northbound.LogicalSwitchPort {
    var row = Northbound.LogicalSwitchPort()
    row.name = name
    row.type = type
    row.addresses = Set(addresses)
    row.options = options
    row.tag = tag
    return row
  }
}

extension HAChassisGroupTopology {
  fileprivate func add(to rows: inout Insertions) -> JSON {
    var row = Northbound.HAChassisGroup()
    row.name = name
    let members = chassis.sorted { $0.key < $1.key }.map { name, priority in
      var member = Northbound.HAChassis()
      member.chassisName = name
      member.priority = priority
      return rows.add(member)
    }
    return rows.add(row, ["ha_chassis": members])
  }
}

extension DHCPOptionsTopology {
  fileprivate var row: Northbound.DHCPOptions {
    var row = Northbound.DHCPOptions()
    row.cidr = cidr
    row.options = options
    return row
  }
}

extension NATTopology {
  fileprivate var row: Northbound.NAT {
    var row = Northbound.NAT()
    row.type = type
    row.externalIP = externalIP
    row.logicalIP = logicalIP
    row.logicalPort = logicalPort
    row.externalMAC = externalMAC
    return row
  }
}

extension RouterPortTopology {
  fileprivate var transitSwitch: String? {
    if case .transitSwitch(let name)? = peer { name } else { nil }
  }

  /// The port at the switch's end.
  fileprivate func switchPort(on logicalSwitch: String) -> Northbound.LogicalSwitchPort {
    var row = Northbound.LogicalSwitchPort()
    row.name = peerName ?? "\(logicalSwitch)-\(name)"
    row.type = "router"
    row.addresses = ["router"]
    row.options = ["router-port": name]
    return row
  }
}

extension RouterTopology {
  fileprivate func add(to rows: inout Insertions) {
    var router = Northbound.LogicalRouter()
    router.name = name
    router.options = options
    let portRows = ports.map { port in
      var row = Northbound.LogicalRouterPort()
      row.name = port.name
      row.mac = port.mac
      row.networks = Set(port.networks)
      let gateways = port.gatewayChassis.sorted { $0.key < $1.key }.map { chassis, priority in
        var gateway = Northbound.GatewayChassis()
        gateway.name = "\(port.name)-\(chassis)"
        gateway.chassisName = chassis
        gateway.priority = priority
        return rows.add(gateway)
      }
      return rows.add(row, ["gateway_chassis": gateways])
    }
    let routeRows = routes.map { route in
      var row = Northbound.LogicalRouterStaticRoute()
      row.ipPrefix = route.prefix
      row.nexthop = route.nexthop
      row.policy = route.policy
      row.routeTable = route.table
      return rows.add(row)
    }
    let policyRows = policies.map { policy in
      var row = Northbound.LogicalRouterPolicy()
      row.priority = policy.priority
      row.match = policy.match
      row.action = policy.action
      row.nexthops = Set(policy.nexthops)
      return rows.add(row)
    }
    let natRows = nat.map { rows.add($0.row) }
    _ = rows.add(
      router,
      ["ports": portRows, "static_routes": routeRows, "policies": policyRows, "nat": natRows])
  }
}
