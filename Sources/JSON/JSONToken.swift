/// One entry of a document's tape: 16 bytes for each value and each member name of the text.
///
/// An array or object is followed by its contents, an object's as name, value, name, value …
///
///     {"a":[1,2]}      tape: object(count 1, extent 5)  string "a"  array(2, 3)  integer 1  integer 2
@usableFromInline
struct JSONToken: Sendable {
  /// Strings: bytes.  Integers and reals: their bits.  Containers: `count` below `extent`.
  @usableFromInline var payload: UInt64
  /// Where the value begins, in bytes from the start of the text; a string's behind its quote.
  @usableFromInline var start: UInt32
  @usableFromInline var kind: JSONElement.Kind
  /// A string's: whether a backslash is in it.  A Boolean's: which it is.
  @usableFromInline var flag: Bool

  @inlinable
  init(_ kind: JSONElement.Kind, start: Int, payload: UInt64 = 0, flag: Bool = false) {
    self.payload = payload
    self.start = UInt32(truncatingIfNeeded: start)
    self.kind = kind
    self.flag = flag
  }
}

extension JSONToken {
  /// The bytes of a string between its quotes, escapes as they stand in the text.
  @inlinable var stringBytes: Range<Int> { Int(start)..<Int(start) + Int(payload) }

  /// Elements of an array, members of an object.
  @inlinable var count: Int { Int(payload & 0xFFFF_FFFF) }

  /// Entries of the tape that the value takes, its contents included.
  @inlinable var extent: Int {
    switch kind {
    case .array, .object: Int(payload >> 32)
    default: 1
    }
  }

  /// Sets what is known of an array or object only at its end.
  mutating func close(count: Int, extent: Int) {
    payload = UInt64(extent) << 32 | UInt64(count)
  }
}
