import Derive
import OVNModel
import OVSDB
import Replica

/// Rules that mark packets and limit their rate (ovn-northd(8), ingress tables 9 and 10, egress tables 5 and
/// 6).
extension FlowBuilder {
  mutating func addQoSDefaults() {
    for stage in [Stage.lsInQoSMark, .lsOutQoSMark, .lsInQoSMeter, .lsOutQoSMeter] {
      addDefault(stage)
    }
  }
}

extension World {
  func flows(ofQoS uuid: UUID) -> [PlacedFlow] {
    guard let row = row(uuid, in: nb.qos) else { return [] }
    let isIngress = row.direction == "from-lport"
    reads.note(nb.switchOfQoS.fact(ownerOf: uuid))
    let owners = (nb.switchOfQoS.owners(of: uuid) ?? .many([])).filter { datapaths[$0] != nil }
    guard let first = owners.first else { return [] }
    var flows = FlowBuilder(self, datapath: first, cause: uuid)
    let match = FlowText(row.match)
    if let mark = row.action["dscp"] {
      flows.add(
        isIngress ? .lsInQoSMark : .lsOutQoSMark, row.priority, match: match,
        actions: "ip.dscp = \(mark); next;", on: owners)
    }
    if let rate = row.bandwidth["rate"], rate != 0 {
      let burst = row.bandwidth["burst"] ?? 0
      flows.add(
        isIngress ? .lsInQoSMeter : .lsOutQoSMeter, row.priority, match: match,
        actions: burst == 0
          ? "set_meter(\(rate)); next;" : "set_meter(\(rate), \(burst)); next;", on: owners)
    }
    return flows.flows
  }
}
