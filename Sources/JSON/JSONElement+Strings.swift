extension JSONElement {
  /// The string, or `nil` if this is another kind of value.
  public var string: String? {
    let token = token
    guard token.kind == .string else { return nil }
    let bytes = storage.bytes[range(of: token)]
    return token.flag ? JSONEscapes.string(bytes) : String(decoding: bytes, as: UTF8.self)
  }

  /// Whether this is the string `text`; allocates nothing unless an escape is in it.
  public func isString(equalTo text: String) -> Bool {
    let token = token
    guard token.kind == .string else { return false }
    if token.flag { return string == text }
    guard Int(token.payload) == text.utf8.count else { return false }
    let bytes = storage.bytes
    return bytes.span.extracting(range(of: token)).isEqual(to: text)
  }

  /// What `body` makes of the UTF-8 bytes of the string, or `nil` if this is another kind of value.
  ///
  /// Without an escape in it, the bytes are those that arrived, not a copy.
  @inlinable
  public func withUTF8<Result, E: Error>(
    _ body: (borrowing Span<UInt8>) throws(E) -> Result
  ) throws(E) -> Result? {
    let token = token
    guard token.kind == .string else { return nil }
    let bytes = token.flag ? unescapedBytes : storage.bytes
    return try body(
      bytes.span.extracting(token.flag ? bytes.indices : range(of: token)))
  }

  @usableFromInline var unescapedBytes: [UInt8] { Array((string ?? "").utf8) }

  @inlinable
  func range(of token: JSONToken) -> Range<Int> {
    let start = storage.base + Int(token.start)
    return start..<start + Int(token.payload)
  }
}
