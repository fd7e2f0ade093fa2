import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// From the flows that ought to be to edits of Southbound's `Logical_Flow` and `Logical_DP_Group`.
///
/// All of them are one subject: a flow is refused only when a datapath of it is, so nothing is gained by
/// telling flows apart, and much is lost with a hundred thousand subjects.
struct FlowOutput {
  /// The flows whose rows are not yet what they ought to be.
  private var unsettled: [FlowTable.Number] = []

  /// The edits that bring the rows of all flows about which are not what they ought to be.
  mutating func update(_ world: World) -> [Edit] {
    for number in unsettled { world.flowTable.noteChange(of: number) }
    unsettled = []
    var flows: [Edit] = []
    var groups = NewGroups()
    var values = FlowValues()
    for number in world.flowTable.takeChanged() {
      guard let entry = world.flowTable[number] else { continue }
      let count = flows.count
      world.addEdits(for: entry, &flows, &groups, &values)
      if flows.count == count {
        world.flowTable.removeIfUnused(number)
      } else {
        unsettled.append(number)
      }
    }
    let table = Southbound.LogicalFlow.table.name
    return groups.edits + world.sb.logicalFlows.strays.keys.map { .delete(table, $0) } + flows
  }
}

/// Groups of datapaths that flows refer to and that are not there yet.
struct NewGroups {
  private var known: Set<UUID> = []
  private(set) var edits: [Edit] = []

  /// Inserts a group, unless it has been.
  mutating func insert(_ uuid: UUID, of datapaths: [UUID]) {
    guard known.insert(uuid).inserted else { return }
    let row: [String: JSON] = ["datapaths": .set(datapaths.sorted().map(\.json))]
    edits.append(.insert(Southbound.LogicalDPGroup.table.name, row, uuid: uuid))
  }
}

/// Values of columns that many flows have alike, each made once: a zone's first transaction may have some
/// hundred thousand flows.
private struct FlowValues {
  private var references: [UUID: JSON] = [:]
  private var stages: [Stage: JSON] = [:]

  /// A reference to a datapath or group.
  mutating func reference(to uuid: UUID) -> JSON {
    if let known = references[uuid] { return known }
    let value = uuid.json
    references[uuid] = value
    return value
  }

  /// `external_ids`, as a map of which the first pair is the same for all flows of a stage.
  mutating func identifiers(of entry: FlowTable.Entry) -> JSON {
    let stage = entry.flow.stage
    let name = stages[stage] ?? ["stage-name", .string(stage.name)]
    stages[stage] = name
    if entry.hint == 0 { return ["map", [name]] }
    return ["map", [name, ["stage-hint", .string(entry.hint.hexadecimal)]]]
  }
}

extension World {
  /// Where a flow's row says that it applies.
  private struct Scope: Equatable {
    var datapath: UUID?
    var group: UUID?
    /// What its members are found by; any group that has them is as good.
    var digest: UUID?
    /// The group's members, if the group is yet to be inserted.
    var newMembers: [UUID]?
  }

  fileprivate func addEdits(
    for entry: FlowTable.Entry, _ edits: inout [Edit], _ groups: inout NewGroups,
    _ values: inout FlowValues
  ) {
    let table = Southbound.LogicalFlow.table.name
    guard let scope = scope(of: entry.datapaths) else {
      for row in entry.rows.all { edits.append(.delete(table, row.uuid)) }
      return
    }
    let rows = entry.rows.all
    let kept = rows.first { isRow($0, of: scope) } ?? rows.min { $0.uuid < $1.uuid }
    for row in rows where row != kept { edits.append(.delete(table, row.uuid)) }
    if let kept, isRow(kept, of: scope) { return }
    if let members = scope.newMembers, let group = scope.group {
      groups.insert(group, of: members)
    }
    let place: [String: JSON] = [
      "logical_datapath": scope.datapath?.json ?? .set([]),
      "logical_dp_group": scope.group?.json ?? .set([]),
    ]
    if let kept {
      edits.append(.update(table, kept.uuid, place))
    } else {
      edits.append(.insert(table, columns(of: entry, scope, &values)))
    }
  }

  private func isRow(_ row: FlowRow, of scope: Scope) -> Bool {
    let datapath = row.place.datapath.map { flowTable.uuid(of: $0) }
    let group = row.place.group.map { flowTable.uuid(of: $0) }
    guard let digest = scope.digest else { return datapath == scope.datapath && group == nil }
    guard datapath == nil, let group else { return false }
    return sb.groupsByMembers[digest]?.contains(group) ?? false
  }

  /// The rows of the datapaths that are bound; nothing if none is.
  private func scope(of counts: DatapathCounts) -> Scope? {
    let rows = counts.datapaths.compactMap { datapaths.current(flowTable.uuid(of: $0))?.row }
    switch rows.count {
    case 0: return nil
    case 1: return Scope(datapath: rows[0])
    default:
      let group = datapathGroup(of: rows)
      return Scope(
        group: group.uuid, digest: groupDigest(of: rows), newMembers: group.isPresent ? nil : rows)
    }
  }

  private func columns(
    of entry: FlowTable.Entry, _ scope: Scope, _ values: inout FlowValues
  ) -> [String: JSON] {
    let flow = entry.flow
    var columns = [String: JSON](minimumCapacity: 9)
    columns["pipeline"] = .string(flow.stage.pipeline.rawValue)
    columns["table_id"] = .integer(Int64(flow.stage.table))
    columns["priority"] = .integer(Int64(flow.priority))
    columns["match"] = .string(flow.match)
    columns["actions"] = .string(flow.actions)
    columns["external_ids"] = values.identifiers(of: entry)
    if let datapath = scope.datapath {
      columns["logical_datapath"] = values.reference(to: datapath)
    }
    if let group = scope.group { columns["logical_dp_group"] = values.reference(to: group) }
    if let meter = flow.meter { columns["controller_meter"] = .string(meter) }
    if let port = flow.port { columns["tags"] = [Key.flowPort: port].json }
    return columns
  }
}

extension UInt32 {
  /// Eight lower-case digits.
  fileprivate var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
