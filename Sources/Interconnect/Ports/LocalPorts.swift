import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// This zone's ports on transit switches, as the other zones are to see them.
extension World {
  /// Publishes a port that northd has bound, and withdraws one that it has not.
  func publish(
    _ port: SwitchPort, on transitSwitch: String, present: [Binding], _ foreign: Binding?,
    _ zone: Zone, _ edits: inout [Channel: [Edit]], _ problems: inout [String]
  ) {
    guard let bound = first(port.row.name, in: sb.portBindingsByName)?.row else {
      edits[.icSouthbound] = withdraw(present)
      return
    }
    let ought = publication(of: port.row, bound, on: transitSwitch)
    if ought.isRouterUnknown {
      problems.append("Can't get router uuid for transit switch port \(port.row.name).")
    }
    let kept = present.first { $0.row.transitSwitch == transitSwitch }
    var southbound = withdraw(present.filter { $0.uuid != kept?.uuid })
    if let kept {
      southbound += update(kept, to: ought)
      edits[.northbound] = requestTunnelKey(kept.row.tunnelKey, for: port)
    } else if let foreign {
      let owner = row(foreign.row.availabilityZone, in: isb.availabilityZones)?.name ?? ""
      problems.append(
        "Logical_Switch_Port \(port.row.name): zone \(owner) has published a port of that name;"
          + " port names must be unique in the mesh.")
    } else {
      southbound += insert(ought, named: port.row.name, zone, &problems)
    }
    edits[.icSouthbound] = southbound
  }

  /// What a published port says.
  private struct Publication {
    var transitSwitch: String
    var gateway = ""
    var address = ""
    var router: String?
    var isRouterUnknown = false
  }

  private func publication(
    of port: Northbound.LogicalSwitchPort, _ bound: Southbound.PortBinding, on transitSwitch: String
  ) -> Publication {
    var result = Publication(transitSwitch: transitSwitch)
    let peerName = bound.options[Key.peer]
    let peer = peerName.flatMap { first($0, in: sb.portBindingsByName)?.row }
    result.router = peer.flatMap { row($0.datapath, in: sb.datapathBindings)?.northboundUUID }
    if port.type == Value.switch {
      result.address = Value.unknown
      result.gateway = chassisName(bound.chassis)
    } else {
      // OVSDB orders a set of strings by their bytes; the first one is what every daemon takes.
      result.address = peer?.mac.min(by: precedes) ?? ""
      if let peerName, let gateway = first("cr-" + peerName, in: sb.portBindingsByName)?.row {
        result.gateway = chassisName(gateway.chassis)
      }
    }
    result.isRouterUnknown = result.router == nil
    return result
  }

  private func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  private func chassisName(_ chassis: UUID?) -> String {
    chassis.flatMap { row($0, in: sb.chassis)?.name } ?? ""
  }

  private func insert(
    _ ought: Publication, named name: String, _ zone: Zone, _ problems: inout [String]
  ) -> [Edit] {
    let transitSwitch = ought.transitSwitch
    let key = portKeys.reserve(
      for: name, of: transitSwitch, in: TunnelKeyRange.ports,
      from: TunnelKeyRange.ports.lowerBound, spread: 1024
    ) { isb.portsByTunnelKey[SwitchAndKey(transitSwitch: transitSwitch, tunnelKey: $0)] != nil }
    guard let key else {
      problems.append("all transit port tunnel ids exhausted")
      reads.note(fact(ofTable: isb.portBindings))
      return []
    }
    // Another zone may be faster: then the port needs another key.
    let slot = SwitchAndKey(transitSwitch: transitSwitch, tunnelKey: key)
    reads.note(isb.portsByTunnelKey.fact(of: slot))
    var row = ICSouthbound.PortBinding()
    row.transitSwitch = transitSwitch
    row.logicalPort = name
    row.availabilityZone = zone.uuid
    row.tunnelKey = key
    row.gateway = ought.gateway
    row.address = ought.address
    row.type = Value.transitSwitchPort
    row.nbICUUID = first(transitSwitch, in: inb.transitSwitchesByName)?.uuid
    if let router = ought.router { row.externalIDs[Key.routerID] = router }
    let table = ICSouthbound.PortBinding.table.name
    return [.insert(table, row.columns(for: .icSouthbound, capabilities))]
  }

  private func update(_ present: Binding, to ought: Publication) -> [Edit] {
    let table = ICSouthbound.PortBinding.table.name
    var columns: [String: JSON] = [:]
    if present.row.gateway != ought.gateway { columns["gateway"] = .string(ought.gateway) }
    if present.row.address != ought.address { columns["address"] = .string(ought.address) }
    // Rows of daemons that knew neither column stay as they are.
    if let type = present.row.type, type != Value.transitSwitchPort {
      columns["type"] = .string(Value.transitSwitchPort)
    }
    if let uuid = present.row.nbICUUID,
      let wanted = first(ought.transitSwitch, in: inb.transitSwitchesByName)?.uuid, uuid != wanted
    {
      columns["nb_ic_uuid"] = wanted.json
    }
    var edits: [Edit] = columns.isEmpty ? [] : [.update(table, present.uuid, columns)]
    if let router = ought.router, present.row.externalIDs[Key.routerID] != router {
      edits.append(.setKeys(table, present.uuid, "external_ids", [(Key.routerID, router)]))
    }
    return edits
  }

  /// Makes northd use the key under which the other zones know the port.
  func requestTunnelKey(_ key: Int, for port: SwitchPort) -> [Edit] {
    if port.row.options[Key.requestedTunnelKey] == String(key) { return [] }
    let table = Northbound.LogicalSwitchPort.table.name
    return [.setKeys(table, port.uuid, "options", [(Key.requestedTunnelKey, String(key))])]
  }
}

extension Southbound.DatapathBinding {
  /// The Northbound row of the datapath: a column since release 25.09, `external_ids` before.
  var northboundUUID: String? {
    if let uuid = nbUUID, type != nil { return uuid.description }
    return externalIDs[Key.logicalSwitch] ?? externalIDs[Key.logicalRouter]
  }
}
