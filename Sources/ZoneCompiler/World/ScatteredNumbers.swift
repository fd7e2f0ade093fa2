import Derive
import OVSDB
import Replica

/// What gets a number of its own among its like.
protocol Scattered: Hashable, Comparable {
  /// Bits made of all of the value, the same in every process.
  var scatter: UInt64 { get }
}

/// Numbers 1…65535 for users within a space, such as the ECMP groups of a router: numbers that flows have
/// in their texts and no row tells.
///
/// They depend on who the users are and on nothing else, so that a compiler that starts anew gives the
/// numbers that the flows in the database have. Each user would like one place, made of its bits; of
/// those that would like the same one the first in their order gets it, and the others the places
/// behind it. Such an assignment is unique (Blelloch and Golovin, "Strongly History-Independent Hashing
/// with Applications", 2007), and changes by few numbers as users come and go.
struct ScatteredNumbers<Space: Hashable, User: Scattered> {
  private struct Slot: Hashable {
    let space: Space
    let place: Int
  }

  private struct Holder: Hashable {
    let space: Space
    let user: User
  }

  private static var capacity: Int { 0xFFFF }

  private let log: FactLog
  private let facts: ReplicaID
  private var users: [Slot: User] = [:]
  private var places: [Holder: Int] = [:]
  private var counts: [Space: Int] = [:]
  /// Who has none because all are taken.
  private var waiting: [Space: Set<User>] = [:]

  init(log: FactLog) {
    self.log = log
    facts = log.makeID()
  }

  /// The number of `user`, if it has one.
  func number(of user: User, in space: Space) -> Int? {
    places[Holder(space: space, user: user)].map { $0 + 1 }
  }

  /// The fact that changes with the number of `user`.
  func fact(of user: User, in space: Space) -> Fact {
    Fact(Holder(space: space, user: user), in: facts)
  }

  /// Gives `user` a number, unless it has one.
  mutating func insert(_ user: User, in space: Space) {
    guard places[Holder(space: space, user: user)] == nil else { return }
    guard counts[space, default: 0] < Self.capacity else {
      waiting[space, default: []].insert(user)
      return
    }
    counts[space, default: 0] += 1
    var user = user
    var place = home(of: user)
    while true {
      guard let occupant = users[Slot(space: space, place: place)] else {
        return put(user, in: space, place)
      }
      if user < occupant {
        put(user, in: space, place)
        user = occupant
      }
      place = (place + 1) % Self.capacity
    }
  }

  /// Takes the number of `user` away, and lets those who would rather have it move up.
  mutating func remove(_ user: User, in space: Space) {
    waiting[space]?.remove(user)
    guard var hole = places.removeValue(forKey: Holder(space: space, user: user)) else { return }
    log.note(fact(of: user, in: space))
    users[Slot(space: space, place: hole)] = nil
    counts[space] = counts[space] == 1 ? nil : (counts[space] ?? 1) - 1
    while let (place, next) = firstThatPrefers(hole, in: space) {
      users[Slot(space: space, place: place)] = nil
      put(next, in: space, hole)
      hole = place
    }
    if let next = waiting[space]?.min() {
      waiting[space]?.remove(next)
      insert(next, in: space)
    }
  }

  /// The first, in their order, of the users behind a free place who came by it.
  private func firstThatPrefers(_ hole: Int, in space: Space) -> (place: Int, user: User)? {
    var best: (place: Int, user: User)?
    for distance in 1..<Self.capacity {
      let place = (hole + distance) % Self.capacity
      guard let user = users[Slot(space: space, place: place)] else { break }
      let travelled = (place - home(of: user) + Self.capacity) % Self.capacity
      if travelled >= distance, best.map({ user < $0.user }) ?? true { best = (place, user) }
    }
    return best
  }

  private mutating func put(_ user: User, in space: Space, _ place: Int) {
    users[Slot(space: space, place: place)] = user
    places[Holder(space: space, user: user)] = place
    log.note(fact(of: user, in: space))
  }

  private func home(of user: User) -> Int { Int(user.scatter % UInt64(Self.capacity)) }
}

extension UUID: Scattered {
  var scatter: UInt64 { mixed(high ^ mixed(low)) }
}

extension String: Scattered {
  var scatter: UInt64 { mixed(digest()) }
}

/// The finaliser of SplitMix64: every bit of the result depends on every bit of `value`.
func mixed(_ value: UInt64) -> UInt64 {
  var bits = value
  bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
  return bits ^ bits >> 31
}
