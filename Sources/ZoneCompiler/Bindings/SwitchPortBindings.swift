import OVNModel
import OVSDB

/// What Port_Binding says of a switch's port.
extension World {
  func binding(
    ofSwitchPort uuid: UUID, _ port: Northbound.LogicalSwitchPort, on logicalSwitch: UUID,
    _ present: Southbound.PortBinding?
  ) -> Southbound.PortBinding {
    var row = Southbound.PortBinding()
    row.mac = port.addresses
    row.portSecurity = port.portSecurity
    row.parentPort = port.parentName
    row.tag = port.tag
    row.externalIDs = port.externalIDs
    if let name = port.externalIDs["neutron:port_name"], !name.isEmpty {
      row.externalIDs["name"] = name
    }
    row.mirrorRules = mirrors(port.mirrorRules)
    if port.type == PortType.router.rawValue {
      fillRouterSide(&row, uuid, port, on: logicalSwitch)
      // What a port was meant for before it led to a router stays, as northd has it.
      row.requestedChassis = present?.requestedChassis
      row.requestedAdditionalChassis = present?.requestedAdditionalChassis ?? []
    } else {
      fillOwnType(&row, port, on: logicalSwitch, present)
    }
    return row
  }

  private func fillOwnType(
    _ row: inout Southbound.PortBinding, _ port: Northbound.LogicalSwitchPort,
    on logicalSwitch: UUID, _ present: Southbound.PortBinding?
  ) {
    var problems: [String] = []
    if PortType(rawValue: port.type) == nil {
      problems.append(
        "Unknown port type '\(port.type)' set on logical switch '\(port.name)'.")
      row.type = present?.type ?? ""
    } else {
      row.type = port.type
    }
    row.options = port.options
    row.options[Key.queue] = queue(of: port, present)
    if self.row(logicalSwitch, in: nb.switches)?.otherConfig.isTrue("vlan-passthru") == true {
      row.options["vlan-passthru"] = "true"
    }
    if present?.requestedAdditionalChassis.isEmpty == false {
      let activated = "additional-chassis-activated"
      row.options[activated] = present?.options[activated]
    }
    if port.type == PortType.external.rawValue, let group = port.haChassisGroup {
      row.haChassisGroup = haChassisGroup(of: group)
    }
    requestChassis(&row, port, &problems)
    report(
      problems, of: ProblemKey(row: groupDigest(of: [logicalSwitch]), aspect: port.name))
  }

  /// A switch's port to a router: a patch, or if the router is on one chassis, there.
  private func fillRouterSide(
    _ row: inout Southbound.PortBinding, _ uuid: UUID, _ port: Northbound.LogicalSwitchPort,
    on logicalSwitch: UUID
  ) {
    let peer = routerPort(of: uuid)
    let chassis = peer.flatMap { routers[$0.router]?.options[Key.chassis] }
    row.type = chassis == nil ? "patch" : "l3gateway"
    row.options[Key.peer] = port.options[Key.routerPort]
    row.options["l3gateway-chassis"] = chassis
    row.natAddresses = natAddresses(ofSwitchPort: uuid, port, on: logicalSwitch)
  }

  /// The chassis that the port is meant for: the first one named, and those it may be on as well while
  /// it moves.
  private func requestChassis(
    _ row: inout Southbound.PortBinding, _ port: Northbound.LogicalSwitchPort,
    _ problems: inout [String]
  ) {
    var found: [UUID] = []
    for name in port.options[Key.requestedChassis]?.split(separator: ",") ?? [] {
      if let chassis = chassis(String(name)) {
        found.append(chassis)
      } else {
        problems.append(
          "Unknown chassis '\(name)' set in options:requested-chassis on LSP '\(port.name)'.")
      }
    }
    row.requestedChassis = found.first
    row.requestedAdditionalChassis = Set(found.dropFirst())
  }

  /// The chassis of that name or host name.
  private func chassis(_ name: String) -> UUID? {
    (first(name, in: sb.chassisByName) ?? first(name, in: sb.chassisByHostname))?.uuid
  }

  /// The mirrors' rows in Southbound, by their names.
  private func mirrors(_ mirrors: Set<UUID>) -> Set<UUID> {
    Set(
      mirrors.compactMap { row($0, in: nb.mirrors)?.name }
        .compactMap { first($0, in: sb.mirrorsByName)?.uuid })
  }

  /// The number of the queue that limits what the port sends, unique on its chassis; ports of a physical
  /// network count as a chassis of their own.
  private func queue(
    of port: Northbound.LogicalSwitchPort, _ present: Southbound.PortBinding?
  ) -> String? {
    let place =
      port.type == PortType.localnet.rawValue
      ? first(port.name, in: sb.portBindingsByName)?.uuid : present?.chassis
    guard port.hasQueue, let place else {
      queues.release(port.name)
      // A port that no chassis has any more keeps its number.
      return port.hasQueue ? present?.options[Key.queue] : nil
    }
    let assignment = queues.assign(
      to: port.name, in: place, requested: nil,
      present: present?.options[Key.queue].flatMap { Int($0) }, range: 1...0xF000
    ) { _ in false }
    return assignment.key.map(String.init)
  }
}

extension Northbound.LogicalSwitchPort {
  /// Whether a queue limits what the port sends.
  var hasQueue: Bool {
    ["qos_max_rate", "qos_min_rate", "qos_burst"].contains { options[$0] != nil }
  }
}
