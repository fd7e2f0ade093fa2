/// One end of a tunnel, as a port of the integration bridge is to be.
struct Tunnel: Equatable {
  let id: TunnelID
  /// `Interface.type`.
  let type: TunnelType
  /// `Interface.options` (ovs-vswitchd.conf.db(5)).
  let options: [String: String]
}

/// What tells a port that it is the tunnel to a chassis, at one of its addresses:
/// `external_ids:ovn-chassis-id`, as `gw-west@192.0.2.2`.
struct TunnelID: Hashable, Comparable, CustomStringConvertible {
  let chassis: String
  let ip: String

  /// The key in a port's `external_ids`.
  static let key = "ovn-chassis-id"

  var description: String { "\(chassis)@\(ip)" }

  /// The chassis that an `ovn-chassis-id` names; all of it if it is none, so that it can be removed.
  static func chassis(in text: String) -> String {
    guard let end = text.firstIndex(of: "@"), end > text.startIndex else { return text }
    return String(text[..<end])
  }

  static func < (left: TunnelID, right: TunnelID) -> Bool {
    (left.chassis, left.ip) < (right.chassis, right.ip)
  }
}
