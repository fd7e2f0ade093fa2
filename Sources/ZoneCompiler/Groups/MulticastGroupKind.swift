/// The multicast groups that a datapath has whatever its ports listen to.
enum MulticastGroupKind: String, CaseIterable {
  case flood = "_MC_flood"
  case floodL2 = "_MC_flood_l2"
  case unknown = "_MC_unknown"

  /// The group's tunnel key, which every chassis knows.
  var key: Int {
    switch self {
    case .flood: 32768
    case .unknown: 32769
    case .floodL2: 32772
    }
  }

  /// Where its members stand.
  var roster: RosterKey.Kind {
    switch self {
    case .flood: .flood
    case .floodL2: .floodL2
    case .unknown: .unknown
    }
  }
}
