extension JSONElement {
  /// The string, or `nil` if this is another kind of value.
  public var string: String? {
    let token = token
    guard token.kind == .string else { return nil }
    if let texts = storage.texts, token.payload > SharedTexts.inlineByteCount {
      return sharedString(token, texts)
    }
    return newString(token)
  }

  private func newString(_ token: JSONToken) -> String {
    let bytes = storage.bytes[range(of: token)]
    return token.flag ? JSONEscapes.string(bytes) : String(decoding: bytes, as: UTF8.self)
  }

  private func sharedString(_ token: JSONToken, _ texts: SharedTexts) -> String {
    let bytes = storage.bytes
    let span = bytes.span.extracting(range(of: token))
    if !token.flag, let text = texts.string(span) { return text }
    let text = newString(token)
    if token.flag {
      // What stands for it in the text says less than what it is.
      let unescaped = Array(text.utf8)
      if let shared = texts.string(unescaped.span) { return shared }
      texts.keep(text, unescaped.span)
    } else {
      texts.keep(text, span)
    }
    return text
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
