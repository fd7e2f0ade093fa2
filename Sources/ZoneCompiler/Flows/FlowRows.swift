import CompactCollections
import OVNModel
import OVSDB
import Replica

/// The flows that Southbound's rows say.
extension World {
  /// Takes the rows of flows that have changed, once the update that changed them has been applied in
  /// full: what a row means depends on its datapath's.
  func readFlowRows() {
    let changed = sb.logicalFlows.takeChanged()
    for index in changed.indices {
      let (uuid, row) = changed[index]
      let flow = row.flatMap { LogicalFlow($0, on: kind(of: $0)) }
      sb.logicalFlows.setStray(uuid, to: flow == nil ? row : nil)
      flowTable.setRow(
        uuid, to: flow, datapath: row?.logicalDatapath, group: row?.logicalDPGroup)
    }
  }

  /// What kind of datapath a flow's row is on.
  private func kind(of row: Southbound.LogicalFlow) -> Stage.Datapath? {
    let member =
      row.logicalDatapath ?? row.logicalDPGroup.flatMap { sb.datapathGroups[$0]?.datapaths.first }
    guard let ids = member.flatMap({ sb.datapathBindings[$0]?.externalIDs }) else { return nil }
    if ids[Key.logicalSwitch] != nil { return .logicalSwitch }
    return ids[Key.logicalRouter] == nil ? nil : .router
  }
}

extension LogicalFlow {
  /// The flow that a row says, if its place is one of a datapath of that kind.
  fileprivate init?(_ row: Southbound.LogicalFlow, on datapath: Stage.Datapath?) {
    guard let datapath, let pipeline = Stage.Pipeline(rawValue: row.pipeline),
      let stage = StageTable.stage(datapath, pipeline, table: row.tableID)
    else { return nil }
    self.init(
      stage: stage, priority: row.priority, match: row.match, actions: row.actions,
      meter: row.controllerMeter, port: row.tags[Key.flowPort])
  }
}
