import OVSDB

/// Hands out tunnel keys, each to one user.
///
/// A key handed out stays with its user until it is given back, so that two rows of one transaction
/// never get the same.
struct KeyAllocator {
  /// A key, among those of `space`: a transit switch has its own keys for its ports.
  private struct Slot: Hashable {
    let space: String
    let key: Int
  }

  private var users: [Slot: String] = [:]
  private var slots: [String: Slot] = [:]
  /// The slot given back last, which its user may want again.
  private var released: (user: String, slot: Slot)?

  /// A key for `user`: the one that it has or has just given back, or the lowest free one.
  ///
  /// Of many zones that are after keys of one transit switch each takes the lowest: one is the first,
  /// and were all others to take the next one, each round would give but one of them its key. So who has
  /// lost a key to another may look for one at some distance.
  ///
  /// - Parameters:
  ///   - first: where the search starts; keys of the range below it come last.
  ///   - spread: from how many keys the search after a lost one starts, each user's at its own.
  ///   - isUsed: whether the database has the key already.
  /// - Returns: `nil` if the range is exhausted.
  mutating func reserve(
    for user: String, of space: String = "", in range: ClosedRange<Int>, from first: Int,
    spread: Int = 0, isUsed: (Int) -> Bool
  ) -> Int? {
    release(user)
    let again = released.flatMap { released in
      released.user == user && released.slot.space == space && range.contains(released.slot.key)
        ? released.slot.key : nil
    }
    let lowest = range.contains(first) ? first : range.lowerBound
    var start = lowest
    if spread > 0, let again, isUsed(again) { start += Int(user.digest() % UInt64(spread)) }
    if !range.contains(start) { start = lowest }
    guard
      let key = again.flatMap({ isFree($0, space, isUsed) ? $0 : nil })
        ?? (start...range.upperBound).first(where: { isFree($0, space, isUsed) })
        ?? (range.lowerBound..<start).first(where: { isFree($0, space, isUsed) })
    else { return nil }
    let slot = Slot(space: space, key: key)
    users[slot] = user
    slots[user] = slot
    return key
  }

  private func isFree(_ key: Int, _ space: String, _ isUsed: (Int) -> Bool) -> Bool {
    users[Slot(space: space, key: key)] == nil && !isUsed(key)
  }

  /// Gives back what `user` has reserved.
  mutating func release(_ user: String) {
    guard let slot = slots.removeValue(forKey: user) else { return }
    users[slot] = nil
    released = (user, slot)
  }

  var isEmpty: Bool { slots.isEmpty }
}
