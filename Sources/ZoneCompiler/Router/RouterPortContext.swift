import Address
import OVNModel
import OVSDB
import Replica

/// What flows depend on of a router's port, on both sides of it.
struct RouterPortContext: Equatable {
  let uuid: UUID
  let router: UUID
  let name: String
  /// The port's addresses, the link-local one among them, in the order of the column.
  let addresses: InterfaceAddresses
  let isEnabled: Bool
  let options: [String: String]
  /// Whether some chassis is the port's gateway (a distributed gateway port).
  let isGateway: Bool
  /// The router port at the other end, by name, if two routers are joined directly.
  let peer: String?

  var quotedName: QuotedName { QuotedName(name) }

  /// The port that stands for this one on its gateway chassis.
  var redirectName: String { ZoneCompiler.redirectName(of: name) }
}

/// The name of the port that stands for a distributed gateway port on its gateway chassis.
func redirectName(of name: String) -> String { "cr-" + name }

extension World {
  /// A port of an enabled router whose addresses can be read.
  func deriveRouterPort(_ uuid: UUID) -> RouterPortContext? {
    guard let row = row(uuid, in: nb.routerPorts),
      let router = owner(of: uuid, in: nb.routerOfPort), let context = routers[router]
    else {
      report([], of: ProblemKey(row: uuid, aspect: "addresses"))
      return nil
    }
    var problems: [String] = []
    defer { report(problems, of: ProblemKey(row: uuid, aspect: "addresses")) }
    guard let addresses = addresses(of: row, &problems) else { return nil }
    var isGateway = row.hasGatewayChassis
    if isGateway, context.isGatewayRouter {
      problems.append(
        "Bad configuration: distributed gateway port configured on port \(row.name) on L3 gateway"
          + " router")
      isGateway = false
    }
    if row.haChassisGroup != nil, !row.gatewayChassis.isEmpty {
      problems.append(
        "Both ha_chassis_group and gateway_chassis configured on port \(row.name); ignoring the"
          + " latter.")
    }
    if let peer = row.peer, hasRows(peer, in: nb.switchPortsByName) {
      problems.append(
        "Bad configuration: The peer of router port \(row.name) is a switch port")
    }
    return RouterPortContext(
      uuid: uuid, router: router, name: row.name,
      addresses: addresses, isEnabled: row.enabled != false, options: row.options,
      isGateway: isGateway, peer: row.peer)
  }

  /// The port's addresses: those of `networks` that can be read, and the link-local one made of its
  /// Ethernet address.
  private func addresses(
    of row: Northbound.LogicalRouterPort, _ problems: inout [String]
  ) -> InterfaceAddresses? {
    guard let mac = MACAddress(parsing: row.mac) else {
      problems.append("Logical_Router_Port \(row.name): bad 'mac' \(row.mac)")
      return nil
    }
    var (ipv4, ipv6): ([IPPrefix], [IPPrefix]) = ([], [])
    for network in row.networks.sorted(by: precedes) {
      switch IPPrefix(parsing: network) {
      case let prefix? where prefix.address.isIPv6: ipv6.append(prefix)
      case let prefix? where prefix.address != .v4(IPv4Address(bits: 0)): ipv4.append(prefix)
      default: problems.append("Logical_Router_Port \(row.name): bad 'networks' \(network)")
      }
    }
    if let local = IPPrefix(.v6(mac.eui64LinkLocal), length: 64) { ipv6.append(local) }
    return InterfaceAddresses(mac, ipv4: ipv4, ipv6: ipv6)
  }

  /// Puts a router's port into the rosters of its router.
  func enrol(routerPort uuid: UUID) {
    let before = rosters.keys(of: uuid)
    var keys: [RosterKey] = []
    if let router = nb.routerOfPort.owner(of: uuid), let row = nb.routerPorts[uuid] {
      keys.append(RosterKey(router, .ports))
      // A port without an Ethernet address is none, but for the table that its packets are routed by.
      let isPort = MACAddress(parsing: row.mac) != nil
      if isPort, row.hasGatewayChassis { keys.append(RosterKey(router, .gateway)) }
      if isPort, row.options["gateway_mtu"] != nil { keys.append(RosterKey(router, .gatewayMTU)) }
      if isPort, row.enabled != false, row.options.isTrue("mcast_flood") {
        keys.append(RosterKey(router, .multicastFlood))
      }
      if isPort, row.options["redirect-type"]?.lowercased() == "bridged" {
        keys.append(RosterKey(router, .bridgedRedirect))
      }
      if let table = row.options["route_table"], !table.isEmpty {
        keys.append(RosterKey(router, .routeTable(table)))
      }
    }
    rosters.place(uuid, in: keys)
    for key in before + keys { number(key) }
  }
}
