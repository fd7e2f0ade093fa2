import OVNModel
import OVSDB

/// What holds for the whole zone: options of NB_Global, and what its chassis can do.
struct Settings: Equatable {
  /// Options of NB_Global, as they are.
  var options: [String: String] = [:]
  /// `ct_mark`, or for chassis that cannot match it, `ct_label`.
  var connectionMark = "ct_mark"
  /// Whether all chassis know `ct_lb_mark` and related traffic's own flows.
  var hasCTLBRelated = true
  /// Whether flows may match `ct.inv`.
  var matchesInvalid = true
  /// Whether all chassis say when they have learned of a neighbour.
  var timestampsNeighbors = true
  /// Whether some chassis tunnels with VXLAN, which leaves 12 bits to a datapath's key.
  var usesVXLAN = false

  /// The keys that datapaths may get of the compiler's own choice.
  var datapathKeys: ClosedRange<Int> {
    usesVXLAN ? 1...0xFFF : 1...(0xFF_FFFF - 0xFFFF)
  }
}

extension World {
  /// What holds for the whole zone, as it is now.
  var zone: Settings { settings[.only] ?? Settings() }

  /// What the flows do that drop a packet.
  var dropAction: String { dropActions[.only] ?? DropSampling.plainAction }

  func deriveSettings() -> Settings {
    var result = Settings()
    result.options = allRows(of: nb.globals).first?.row.options ?? [:]
    result.matchesInvalid = result.options.isNotFalse("use_ct_inv_match")
    for (_, chassis) in allRows(of: sb.chassis) where !chassis.otherConfig.isTrue(Key.isRemote) {
      if !chassis.otherConfig.isTrue("ct-no-masked-label") { result.connectionMark = "ct_label" }
      if !chassis.otherConfig.isTrue("ovn-ct-lb-related") { result.hasCTLBRelated = false }
      if !chassis.otherConfig.isTrue("mac-binding-timestamp") { result.timestampsNeighbors = false }
    }
    result.usesVXLAN = hasRows("vxlan", in: sb.encapsByType)
    return result
  }
}
