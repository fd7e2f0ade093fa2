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
