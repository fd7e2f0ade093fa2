import Address

/// Where the tunnel keys of transit switches and of their ports come from.
enum TunnelKeyRange {
  /// Datapaths of transit switches, apart from the keys that northd gives to a zone's own datapaths.
  static let datapaths = 16_711_681...16_777_215
  /// The same where VXLAN's 12-bit keys must do.
  static let vxlanDatapaths = 1_024...4_095
  static let ports = 1...32_767

  /// The first key given out; the bottom of a range comes last, as in every OVN daemon.
  static func first(in range: ClosedRange<Int>) -> Int { range.lowerBound + 1 }
}
