import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// A switch's or router's row in Southbound, there or to be inserted.
struct BoundDatapath: Equatable {
  let row: UUID
  let key: Int
}

/// Rows of Datapath_Binding.
extension World {
  /// What the datapath's row is made of, nothing if there is no such datapath, if it is disabled, or if
  /// all tunnel keys are taken.
  func deriveDatapath(_ uuid: UUID) -> BoundDatapath? {
    guard let datapath = northboundDatapath(uuid) else {
      datapathKeys.release(uuid)
      return nil
    }
    let present = first(uuid, in: sb.datapathsByNorthbound)
    let zone = zone
    var problems: [String] = []
    let requested = requestedKey(of: datapath, zone, &problems)
    let assignment = datapathKeys.assign(
      to: uuid, in: .only, requested: requested, present: present?.row.tunnelKey,
      range: zone.datapathKeys
    ) { sb.datapathsByKey[$0] != nil }
    if let evicted = assignment.evicted { datapaths.invalidate(evicted) }
    if assignment.isConflicting {
      problems.append(
        "Logical \(datapath.kind) \(datapath.name) requests same tunnel key \(requested ?? 0)"
          + " as another logical switch or router")
    }
    if assignment.isConflicting || assignment.key == nil {
      reads.note(datapathKeys.fact(of: .only))
    }
    if assignment.key == nil { problems.append("all datapath tunnel ids exhausted") }
    report(problems, of: ProblemKey(row: uuid, aspect: "tunnel key"))
    guard let key = assignment.key else { return nil }
    return BoundDatapath(row: present?.uuid ?? uuid, key: key)
  }

  private func requestedKey(
    of datapath: NorthboundDatapath, _ zone: Settings, _ problems: inout [String]
  ) -> Int? {
    let key = datapath.options.integer(Key.requestedTunnelKey, default: 0)
    guard key > 0, key <= 0xFF_FFFF else { return nil }
    if zone.usesVXLAN, key > 0xFFF, datapath.options[Key.interconnTS] == nil {
      problems.append(
        "Tunnel key \(key) for datapath \(datapath.name) is incompatible with VXLAN")
      return nil
    }
    return key
  }

  /// The edits of a datapath's row.
  func datapath(_ uuid: UUID) -> ZoneEdits {
    let table = Southbound.DatapathBinding.table.name
    let present = rows(uuid, in: sb.datapathsByNorthbound)
    guard let bound = datapaths[uuid], let datapath = northboundDatapath(uuid) else {
      return [.southbound: present.map { .delete(table, $0.uuid) }]
    }
    var edits = present.filter { $0.uuid != bound.row }.map { Edit.delete(table, $0.uuid) }
    var wanted = Southbound.DatapathBinding()
    wanted.tunnelKey = bound.key
    wanted.externalIDs = datapath.externalIDs
    if let kept = present.first(where: { $0.uuid == bound.row })?.row {
      let columns = differences(
        from: kept, to: wanted, in: .southbound, columns: ["tunnel_key", "external_ids"])
      if !columns.isEmpty { edits.append(.update(table, bound.row, columns)) }
    } else {
      edits.append(.insert(table, columns(of: wanted, in: .southbound), uuid: bound.row))
    }
    return [.southbound: edits]
  }

  /// The edits of a row that stands for nothing.
  func strayDatapath(_ uuid: UUID) -> ZoneEdits {
    guard let row = row(uuid, in: sb.datapathBindings), row.northboundUUID == nil else {
      return [:]
    }
    return [.southbound: [.delete(Southbound.DatapathBinding.table.name, uuid)]]
  }
}

/// A switch or an enabled router, as far as Datapath_Binding minds.
struct NorthboundDatapath {
  let kind: String
  let name: String
  let options: [String: String]
  var externalIDs: [String: String]
}

extension World {
  private func northboundDatapath(_ uuid: UUID) -> NorthboundDatapath? {
    if let row = row(uuid, in: nb.switches) { return describe(row, uuid) }
    guard let row = row(uuid, in: nb.routers), row.enabled != false else { return nil }
    return describe(row, uuid)
  }

  private func describe(_ row: Northbound.LogicalSwitch, _ uuid: UUID) -> NorthboundDatapath {
    var ids = [Key.logicalSwitch: uuid.description, "name": row.name]
    if let name = row.externalIDs["neutron:network_name"], !name.isEmpty { ids["name2"] = name }
    ids[Key.interconnTS] = row.otherConfig[Key.interconnTS]
    return NorthboundDatapath(
      kind: "switch", name: row.name, options: row.otherConfig, externalIDs: ids)
  }

  private func describe(_ row: Northbound.LogicalRouter, _ uuid: UUID) -> NorthboundDatapath {
    var ids = [Key.logicalRouter: uuid.description, "name": row.name]
    if let name = row.externalIDs["neutron:router_name"], !name.isEmpty { ids["name2"] = name }
    let zone = row.options.integer("snat-ct-zone", default: -1)
    if zone >= 0 { ids["snat-ct-zone"] = String(zone) }
    let learns = "always_learn_from_arp_request"
    if !row.options.isNotFalse(learns) { ids[learns] = "false" }
    return NorthboundDatapath(
      kind: "router", name: row.name, options: row.options, externalIDs: ids)
  }
}
