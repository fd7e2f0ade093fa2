/// A value that is read from the whole of a short text: an address, a prefix, a list of addresses.
///
/// Parsing works on the UTF-8 bytes in place and allocates nothing but what the value itself holds.
public protocol TextParsable: Hashable, Sendable {
  /// Reads the value from all of `utf8`, or is nil if any of it does not belong there.
  init?(utf8: Span<UInt8>)
}

extension TextParsable {
  /// Reads the value from all of `text`, or is nil if any of it does not belong there.
  public init?(parsing text: String) {
    self.init(utf8: text.utf8.span)
  }

  /// Reads the value from all of `text`, or is nil if any of it does not belong there.
  public init?(parsing text: Substring) {
    self.init(utf8: text.utf8.span)
  }
}
