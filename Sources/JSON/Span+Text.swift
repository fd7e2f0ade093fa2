extension Span<UInt8> {
  /// Whether these are the UTF-8 bytes of `text`.
  @inlinable
  func isEqual(to text: String) -> Bool {
    let other = text.utf8Span.span
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
