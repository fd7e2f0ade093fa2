/// Hands out tunnel keys of one space, each to one user.
///
/// A key handed out stays with its user until it is seen in the database or given back, so that two
/// rows of one transaction never get the same.
struct KeyAllocator {
  private var reserved: [Int: String] = [:]
  private var keys: [String: Int] = [:]

  /// A key of `range` for `user`: the one reserved for it, if still free, or the lowest free one.
  ///
  /// - Parameters:
  ///   - first: where the search starts; keys of the range below it come last.
  ///   - isUsed: whether the database has the key already.
  /// - Returns: `nil` if the range is exhausted.
  mutating func reserve(
    for user: String, in range: ClosedRange<Int>, from first: Int, isUsed: (Int) -> Bool
  ) -> Int? {
    if let key = keys[user], range.contains(key), !isUsed(key) { return key }
    release(user)
    let start = range.contains(first) ? first : range.lowerBound
    guard
      let key = (start...range.upperBound).first(where: { reserved[$0] == nil && !isUsed($0) })
        ?? (range.lowerBound..<start).first(where: { reserved[$0] == nil && !isUsed($0) })
    else { return nil }
    reserved[key] = user
    keys[user] = key
    return key
  }

  /// Gives back what `user` has reserved.
  mutating func release(_ user: String) {
    if let key = keys.removeValue(forKey: user) { reserved[key] = nil }
  }

  var isEmpty: Bool { keys.isEmpty }
}
