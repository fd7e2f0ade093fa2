import Derive
import Replica

/// Tunnel keys, each of which has one user within its space: datapaths have one space, the ports of each
/// datapath their own.
///
/// A key that the operator asks for goes before one that is there, and that before a new one.
struct TunnelKeys<Space: Hashable, User: Hashable> {
  private struct Slot: Hashable {
    let space: Space
    let key: Int
  }

  private struct Holding {
    let slot: Slot
    let isRequested: Bool
  }

  private let log: FactLog
  private let facts: ReplicaID
  private var users: [Slot: User] = [:]
  private var holdings: [User: Holding] = [:]
  /// Behind the last key given out, where the search for a free one begins.
  private var hints: [Space: Int] = [:]

  init(log: FactLog) {
    self.log = log
    facts = log.makeID()
  }

  /// The fact that changes when a key of the space becomes free: who got none, or not the one asked
  /// for, reads it.
  func fact(of space: Space) -> Fact { Fact(space, in: facts) }

  /// What a user gets.
  struct Assignment: Equatable {
    /// Nothing if the range is exhausted.
    var key: Int?
    /// Who has lost the key because it was asked for.
    var evicted: User?
    /// Whether the key asked for is another's, who asked as well.
    var isConflicting = false
  }

  /// A key for `user`.
  ///
  /// - Parameters:
  ///   - requested: the key that the operator asks for.
  ///   - present: the key that the database has for the user.
  ///   - isUsed: whether the database has the key for anybody.
  mutating func assign(
    to user: User, in space: Space, requested: Int?, present: Int?, range: ClosedRange<Int>,
    isUsed: (Int) -> Bool
  ) -> Assignment {
    let before = holdings.removeValue(forKey: user)
    if let before { users[before.slot] = nil }
    defer {
      if let slot = before?.slot, users[slot] == nil { log.note(fact(of: space)) }
    }
    var result = Assignment()
    if let requested {
      let slot = Slot(space: space, key: requested)
      if let holder = users[slot] {
        if holdings[holder]?.isRequested == true {
          result.isConflicting = true
        } else {
          release(holder)
          result.evicted = holder
        }
      }
      if !result.isConflicting {
        hold(slot, user, isRequested: true)
        result.key = requested
        return result
      }
    }
    let known = [before.flatMap { $0.isRequested ? nil : $0.slot.key }, present].compactMap { $0 }
    let first = hints[space] ?? range.lowerBound
    let start = range.contains(first) ? first : range.lowerBound
    result.key =
      known.first { users[Slot(space: space, key: $0)] == nil }
      ?? (start...range.upperBound).first { isFree($0, space, isUsed) }
      ?? (range.lowerBound..<start).first { isFree($0, space, isUsed) }
    if let key = result.key {
      hold(Slot(space: space, key: key), user, isRequested: false)
      if !known.contains(key) { hints[space] = key + 1 }
    }
    return result
  }

  private func isFree(_ key: Int, _ space: Space, _ isUsed: (Int) -> Bool) -> Bool {
    users[Slot(space: space, key: key)] == nil && !isUsed(key)
  }

  private mutating func hold(_ slot: Slot, _ user: User, isRequested: Bool) {
    users[slot] = user
    holdings[user] = Holding(slot: slot, isRequested: isRequested)
  }

  /// Gives back the key of `user`.
  mutating func release(_ user: User) {
    guard let holding = holdings.removeValue(forKey: user) else { return }
    users[holding.slot] = nil
    log.note(fact(of: holding.slot.space))
  }
}
