import Address
import OVNModel
import OVSDB
import Replica
import Transactions

/// What flows depend on of a switch's port, on both sides of it.
struct SwitchPortContext: Equatable {
  /// One element of the column `addresses`.
  enum Address: Equatable {
    /// `MAC IP…`, or what has been allocated for a dynamic one.
    case interface(InterfaceAddresses)
    case unknown
    /// The addresses of the router port at the other end.
    case router
    /// Neither; the text.
    case invalid(String)
  }

  /// The router port at the other end; kept beside the context, as most ports have none.
  indirect enum Peer: Equatable {
    case none
    case router(RouterPortContext)
  }

  let uuid: UUID
  let logicalSwitch: UUID
  let name: String
  /// Nothing if the type is none that northd knows.
  let type: PortType?
  let isEnabled: Bool
  /// Whether a chassis has set the port up, where that matters (`ignore_lsp_down=false`).
  let isUp: Bool
  let options: [String: String]
  /// What the machine is told by DHCP.
  let dhcpv4Options: UUID?
  let dhcpv6Options: UUID?
  /// Whether a group of chassis serves the port, if it is external.
  let hasHAChassisGroup: Bool
  /// What `addresses` says, in the order of the column.
  let declared: [Address]
  let portSecurity: [InterfaceAddresses]
  fileprivate let otherEnd: Peer
  /// The queue that limits what the port sends, allocated when it has limits.
  let queue: String?

  var quotedName: QuotedName { QuotedName(name) }

  var hasUnknown: Bool { declared.contains(.unknown) }

  /// The router port at the other end, if the port's type is `router` and there is one.
  var peer: RouterPortContext? {
    if case .router(let peer) = otherEnd { peer } else { nil }
  }

  /// The addresses of whoever is behind the port, those of a router last.
  var addresses: [InterfaceAddresses] {
    var result: [InterfaceAddresses] = []
    for case .interface(let addresses) in declared { result.append(addresses) }
    if declared.contains(.router), let peer { result.append(peer.addresses) }
    return result
  }
}

extension World {
  /// A port that is on a switch.
  func deriveSwitchPort(_ uuid: UUID) -> SwitchPortContext? {
    guard let row = row(uuid, in: nb.switchPorts),
      let logicalSwitch = owner(of: uuid, in: nb.switchOfPort)
    else {
      report([], of: ProblemKey(row: uuid, aspect: "addresses"))
      return nil
    }
    let peer = routerPort(of: uuid)
    var problems: [String] = []
    let declared = declarations(of: row, uuid)
    let queue =
      row.hasQueue ? first(row.name, in: sb.portBindingsByName)?.row.options[Key.queue] : nil
    let context = SwitchPortContext(
      uuid: uuid, logicalSwitch: logicalSwitch, name: row.name,
      type: PortType(rawValue: row.type), isEnabled: row.enabled != false,
      isUp: zone.options.isNotFalse("ignore_lsp_down")
        || wholeRow(uuid, in: nb.switchPorts)?.up == true, options: row.options,
      dhcpv4Options: row.dhcpv4Options, dhcpv6Options: row.dhcpv6Options,
      hasHAChassisGroup: row.haChassisGroup != nil,
      declared: declared,
      portSecurity: row.portSecurity.sorted(by: precedes).compactMap {
        securityAddress($0, row.name, &problems)
      }, otherEnd: peer.map { .router($0) } ?? .none, queue: queue)
    for case .invalid(let text) in declared {
      problems.append("\(row.name): invalid syntax '\(text)' in addresses column")
    }
    report(problems, of: ProblemKey(row: uuid, aspect: "addresses"), level: .info)
    return context
  }

  /// The router port at the other end of a switch port.
  func routerPort(of port: UUID) -> RouterPortContext? {
    guard let row = row(port, in: nb.switchPorts), row.type == PortType.router.rawValue,
      let name = row.options[Key.routerPort]
    else { return nil }
    return first(name, in: nb.routerPortsByName).flatMap { routerPorts[$0.uuid] }
  }

  /// What the port's addresses are, those that it has been allocated last.
  private func declarations(
    of row: Northbound.LogicalSwitchPort, _ port: UUID
  ) -> [SwitchPortContext.Address] {
    var declared: [SwitchPortContext.Address] = []
    var allocated: [SwitchPortContext.Address] = []
    for text in row.addresses.sorted(by: precedes) {
      guard let request = DynamicRequest(text) else {
        declared.append(declaration(text))
        continue
      }
      let addresses = allocated.isEmpty ? dynamicAddresses(of: port, row) : nil
      // An Ethernet address is the port's whether or not an IP address goes with it.
      let text = addresses ?? request.mac?.description
      if let text, let own = InterfaceAddresses(text) { allocated.append(.interface(own)) }
    }
    return declared + allocated
  }

  private func declaration(_ text: String) -> SwitchPortContext.Address {
    switch text {
    case "unknown": .unknown
    case "router": .router
    default: InterfaceAddresses(text).map { .interface($0) } ?? .invalid(text)
    }
  }

  private func securityAddress(
    _ text: String, _ name: String, _ problems: inout [String]
  ) -> InterfaceAddresses? {
    if let addresses = InterfaceAddresses(text) { return addresses }
    problems.append("\(name): invalid syntax '\(text)' in port security. No MAC address found")
    return nil
  }

  /// Puts a switch's port into the rosters of its switch.
  func enrol(switchPort uuid: UUID) {
    guard let logicalSwitch = nb.switchOfPort.owner(of: uuid), let row = nb.switchPorts[uuid] else {
      return rosters.place(uuid, in: [])
    }
    var keys = [RosterKey(logicalSwitch, .ports)]
    let type = PortType(rawValue: row.type)
    if let type, type != .regular { keys.append(RosterKey(logicalSwitch, .type(type))) }
    if row.enabled != false {
      keys.append(RosterKey(logicalSwitch, .flood))
      if type != .router { keys.append(RosterKey(logicalSwitch, .floodL2)) }
      if row.options.isTrue("mcast_flood") {
        keys.append(RosterKey(logicalSwitch, .multicastFlood))
      }
      if row.options.isTrue("mcast_flood_reports") {
        keys.append(RosterKey(logicalSwitch, .multicastReports))
      }
      if row.addresses.contains("unknown"), type != .external {
        keys.append(RosterKey(logicalSwitch, .unknown))
      }
    }
    rosters.place(uuid, in: keys)
  }
}
