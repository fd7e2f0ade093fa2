import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Transit switches: a logical switch in each zone, and one tunnel key that all zones use.
extension World {
  /// What `name` needs: rows are found by the name, in each of the three databases it appears in.
  func transitSwitch(_ name: String) -> [Channel: [Edit]] {
    datapathKeys.release(name)
    let wanted = first(name, in: inb.transitSwitchesByName)
    let datapaths = rows(name, in: isb.datapathsByTransitSwitch)
    var edits: [Channel: [Edit]] = [:]
    // A zone that leaves keeps its switches, with the operator's ports, as long as there is such one.
    if let zone = readZone(), !zone.isLeaving || wanted == nil {
      edits[.northbound] = logicalSwitch(
        name, isWanted: wanted != nil, key: datapaths.first?.row.tunnelKey)
    }
    // All zones wait for this, also while the one that holds the lock is in no mesh itself.
    if holds(.global) {
      edits[.icSouthboundLocked] = datapath(name, of: wanted?.uuid, present: datapaths)
    }
    return edits
  }

  /// Whether no database has a transit switch of that name.
  func isGone(transitSwitch name: String) -> Bool {
    inb.transitSwitchesByName[name] == nil && isb.datapathsByTransitSwitch[name] == nil
      && nb.switchesByTransitSwitch[name] == nil
  }

  /// Whether tunnels between zones use VXLAN, which leaves 12 bits for a datapath's key.
  var isVXLANMode: Bool {
    guard capabilities.hasTunnelMode else { return false }
    let isAsked = allRows(of: inb.globals).contains { $0.row.options.isTrue(Key.globalVXLANMode) }
    return isAsked && hasRows("vxlan", in: isb.encapsByType)
  }

  // MARK: Northbound

  private func logicalSwitch(_ name: String, isWanted: Bool, key: Int?) -> [Edit] {
    let table = Northbound.LogicalSwitch.table.name
    let present = rows(name, in: nb.switchesByTransitSwitch)
    guard isWanted else { return present.map { .delete(table, $0.uuid) } }
    // The one that carries the switch's name is the one that ports are looked up in.
    guard let kept = present.first(where: { $0.row.name == name }) ?? present.first else {
      return createLogicalSwitch(name)
    }
    var edits = present.filter { $0.uuid != kept.uuid }.map { Edit.delete(table, $0.uuid) }
    var changes: [(key: String, value: String?)] = []
    if let key, kept.row.otherConfig[Key.requestedTunnelKey] != String(key) {
      changes.append((Key.requestedTunnelKey, String(key)))
    }
    if kept.row.otherConfig.isTrue(Key.vxlanMode) != isVXLANMode, capabilities.hasTunnelMode {
      changes.append((Key.vxlanMode, isVXLANMode ? "true" : "false"))
    }
    if !changes.isEmpty { edits.append(.setKeys(table, kept.uuid, "other_config", changes)) }
    return edits
  }

  private func createLogicalSwitch(_ name: String) -> [Edit] {
    let table = Northbound.LogicalSwitch.table.name
    var row = Northbound.LogicalSwitch()
    row.name = name
    row.otherConfig = [Key.interconnTS: name]
    if capabilities.hasTunnelMode {
      row.otherConfig[Key.vxlanMode] = isVXLANMode ? "true" : "false"
    }
    let mark = JSON.array([
      .string("map"), .array([.array([.string(Key.interconnTS), .string(name)])]),
    ])
    return [
      .requireNone(
        table, where: [Condition("other_config", .includes, mark)]),
      .insert(table, row.columns(for: .northbound, capabilities)),
    ]
  }

  // MARK: IC Southbound

  private func datapath(
    _ name: String, of wanted: UUID?,
    present: [(uuid: UUID, row: ICSouthbound.DatapathBinding)]
  ) -> [Edit] {
    let table = ICSouthbound.DatapathBinding.table.name
    guard let wanted else {
      report([], of: .transitSwitch(name))
      return present.map { .delete(table, $0.uuid) }
    }
    guard let kept = present.first else { return createDatapath(name, of: wanted) }
    var edits = present.dropFirst().map { Edit.delete(table, $0.uuid) }
    var changes: [String: JSON] = [:]
    if !datapathRange.contains(kept.row.tunnelKey) {
      changes["tunnel_key"] = allocateDatapathKey(name).map { .integer(Int64($0)) }
    }
    if kept.row.type == nil, capabilities.has(table, "type", in: .icSouthbound) {
      changes["type"] = .string(Value.transitSwitch)
    }
    if kept.row.nbICUUID != wanted, capabilities.has(table, "nb_ic_uuid", in: .icSouthbound) {
      changes["nb_ic_uuid"] = wanted.json
    }
    if !changes.isEmpty { edits.append(.update(table, kept.uuid, changes)) }
    return edits
  }

  private func createDatapath(_ name: String, of wanted: UUID) -> [Edit] {
    guard let key = allocateDatapathKey(name) else { return [] }
    var row = ICSouthbound.DatapathBinding()
    row.transitSwitch = name
    row.tunnelKey = key
    row.type = Value.transitSwitch
    row.nbICUUID = wanted
    let table = ICSouthbound.DatapathBinding.table.name
    return [.insert(table, row.columns(for: .icSouthbound, capabilities))]
  }

  private var datapathRange: ClosedRange<Int> {
    isVXLANMode ? TunnelKeyRange.vxlanDatapaths : TunnelKeyRange.datapaths
  }

  /// The lowest key that no datapath of the mesh has; the bottom of the range is used last.
  private func allocateDatapathKey(_ name: String) -> Int? {
    let range = datapathRange
    let key = datapathKeys.reserve(
      for: name, in: range, from: TunnelKeyRange.first(in: range)
    ) { isb.datapathsByTunnelKey[$0] != nil }
    report(
      key == nil ? ["all transit switch datapath tunnel ids exhausted"] : [],
      of: .transitSwitch(name))
    // Another daemon may be faster; then the switch needs another key.
    reads.note(key.map(isb.datapathsByTunnelKey.fact) ?? fact(ofTable: isb.datapathBindings))
    return key
  }
}
