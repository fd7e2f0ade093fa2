import OVSDB
import Replica

/// Groups of datapaths, by who is in them.
extension World {
  /// The row of the group of these datapaths' rows: the one that there is, or that is to be.
  ///
  /// A new group's UUID is made of its members', so that whoever refers to it finds the same one.
  func datapathGroup(of rows: [UUID]) -> (uuid: UUID, isPresent: Bool) {
    let digest = groupDigest(of: rows)
    switch sb.groupsByMembers[digest] {
    case nil: return (digest, false)
    case .one(let uuid): return (uuid, true)
    case .many(let uuids): return (uuids.min() ?? digest, true)
    }
  }
}

/// A UUID made of those of a group's members, in whatever order.
func groupDigest(of members: some Sequence<UUID>) -> UUID {
  var high: UInt64 = 0
  var low: UInt64 = 0
  for member in members {
    high &+= mixed(member.high ^ mixed(member.low))
    low &+= mixed(member.low ^ mixed(member.high &+ 0x9E37_79B9_7F4A_7C15))
  }
  // Version 8 of RFC 9562, whose bits are the application's.
  return UUID(
    high: high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
    low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
}

/// The finaliser of SplitMix64: every bit of the result depends on every bit of `value`.
private func mixed(_ value: UInt64) -> UInt64 {
  var bits = value
  bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
  return bits ^ bits >> 31
}
