import CompactCollections
import Derive
import Replica

/// Tunnel keys, each of which has one user within its space: datapaths have one space, the ports of each
/// datapath their own.
///
/// A key that the operator asks for goes before one that is there, and that before a new one.
struct TunnelKeys<Space: Hashable, User: Hashable> {
  private struct Holding {
    let user: User
    let space: Space
    let key: Int
    let isRequested: Bool
  }

  private typealias Number = NumberTable.Number

  private let log: FactLog
  private let facts: ReplicaID
  private var holdings = NumberedElements<Holding>()
  /// The holdings' numbers, found by their users, and by their keys.
  private var users = NumberTable()
  private var keys = NumberTable()
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
    let before = take(user)
    defer {
      if let before, number(of: before.key, in: before.space) == nil {
        log.note(fact(of: before.space))
      }
    }
    var result = Assignment()
    if let requested {
      if let holder = number(of: requested, in: space).flatMap({ holdings[$0] }) {
        if holder.isRequested {
          result.isConflicting = true
        } else {
          release(holder.user)
          result.evicted = holder.user
        }
      }
      if !result.isConflicting {
        hold(Holding(user: user, space: space, key: requested, isRequested: true))
        result.key = requested
        return result
      }
    }
    let known = [before.flatMap { $0.isRequested ? nil : $0.key }, present].compactMap { $0 }
    let first = hints[space] ?? range.lowerBound
    let start = range.contains(first) ? first : range.lowerBound
    result.key =
      known.first { number(of: $0, in: space) == nil }
      ?? (start...range.upperBound).first { isFree($0, space, isUsed) }
      ?? (range.lowerBound..<start).first { isFree($0, space, isUsed) }
    if let key = result.key {
      hold(Holding(user: user, space: space, key: key, isRequested: false))
      if !known.contains(key) { hints[space] = key + 1 }
    }
    return result
  }

  /// Gives back the key of `user`.
  mutating func release(_ user: User) {
    if let holding = take(user) { log.note(fact(of: holding.space)) }
  }

  private func isFree(_ key: Int, _ space: Space, _ isUsed: (Int) -> Bool) -> Bool {
    number(of: key, in: space) == nil && !isUsed(key)
  }

  // MARK: Holdings

  private func number(of key: Int, in space: Space) -> Number? {
    keys.first(under: hash(of: key, in: space)) { number in
      holdings[number].map { $0.key == key && $0.space == space } ?? false
    }
  }

  private func hash(of key: Int, in space: Space) -> Int {
    var hasher = Hasher()
    hasher.combine(space)
    hasher.combine(key)
    return hasher.finalize()
  }

  /// Enters the holding of a user that has none, of a key that nobody has.
  private mutating func hold(_ holding: Holding) {
    let number = holdings.insert(holding)
    users.insert(number, under: holding.user.hashValue)
    keys.insert(number, under: hash(of: holding.key, in: holding.space))
  }

  /// Removes the holding of `user`, if it has one.
  private mutating func take(_ user: User) -> Holding? {
    let number = users.first(under: user.hashValue) { holdings[$0]?.user == user }
    guard let number, let holding = holdings.remove(number) else { return nil }
    users.remove(number, under: user.hashValue)
    keys.remove(number, under: hash(of: holding.key, in: holding.space))
    return holding
  }
}
