import CompactCollections
import OVNModel
import OVSDB
import Replica

/// The rows of Logical_Flow. There are very many, and what they say is in the ``FlowTable``: there they are
/// read, and here is kept what is not.
final class SouthboundFlows: RowKeeper {
  typealias R = Southbound.LogicalFlow

  /// What only people read is not asked for.
  let table = R.table.restricted(to: [
    \.logicalDatapath, \.logicalDPGroup, \.pipeline, \.tableID, \.priority, \.match, \.actions,
    \.tags, \.controllerMeter,
  ])
  /// Where the rows are read that belong to a stage.
  unowned var world: World?
  /// Rows that belong to no stage of any datapath.
  private(set) var strays: [UUID: R] = [:]
  /// Rows that have come, changed or gone since ``takeChanged()``.
  private var changed = ChunkedArray<(uuid: UUID, row: R?)>()

  var uuids: [UUID] { (world?.flowTable.rows ?? []) + strays.keys }

  func row(_ uuid: UUID) -> R? {
    if let stray = strays[uuid] { return stray }
    guard let (flow, datapath, group) = world?.flowTable.row(uuid) else { return nil }
    return R(flow, datapath: datapath, group: group)
  }

  func set(_ uuid: UUID, to row: R?) {
    if self.row(uuid) != row { changed.append((uuid, row)) }
  }

  /// The rows that have changed since the last call, with what they say now.
  func takeChanged() -> ChunkedArray<(uuid: UUID, row: R?)> {
    defer { changed = ChunkedArray() }
    return changed
  }

  /// Keeps a row that belongs to no stage, or no longer does so if it is `nil`.
  func setStray(_ uuid: UUID, to row: R?) { strays[uuid] = row }
}

extension Southbound.LogicalFlow {
  /// The row of a flow, with what the compiler minds of it.
  fileprivate init(_ flow: LogicalFlow, datapath: UUID?, group: UUID?) {
    self.init()
    logicalDatapath = datapath
    logicalDPGroup = group
    pipeline = flow.stage.pipeline.rawValue
    tableID = flow.stage.table
    priority = Int(flow.priority)
    match = flow.match
    actions = flow.actions
    if let meter = flow.meter { self.controllerMeter = meter }
    if let port = flow.port { tags = [Key.flowPort: port] }
  }
}
