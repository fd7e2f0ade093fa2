// OVSDB compares strings by their bytes; Swift's own comparison is of what they mean.
extension String {
  /// Whether both have the same UTF-8 bytes.
  func hasSameBytes(as other: String) -> Bool {
    // Equal strings nearly always have equal bytes, and that comparison is the fast one.
    guard self == other else { return false }
    let left = utf8Span.span
    let right = other.utf8Span.span
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  /// Negative, zero or positive, by the first UTF-8 bytes that differ.
  func comparedBytes(to other: String) -> Int {
    let left = utf8Span.span
    let right = other.utf8Span.span
    let count = min(left.count, right.count)
    var index = 0
    while index < count {
      let difference = Int(left[index]) - Int(right[index])
      if difference != 0 { return difference }
      index += 1
    }
    return left.count - right.count
  }
}
