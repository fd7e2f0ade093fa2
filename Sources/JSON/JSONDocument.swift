/// One parsed text: its bytes and a flat tape of tokens; nothing else is allocated.
public struct JSONDocument: Sendable {
  let storage: JSONStorage

  /// The value that the text is.
  public var root: JSONElement { JSONElement(storage: storage, index: 0) }

  /// Bytes of the text.
  public var byteCount: Int { storage.end - storage.base }
}

extension JSONElement {
  /// What readers of the document share with those of others, if they do.
  @inlinable public var texts: SharedTexts? { storage.texts }

  /// Bytes of memory that the document takes which the element keeps alive.
  public var documentSize: Int {
    storage.bytes.count + storage.tape.count * MemoryLayout<JSONToken>.stride
  }
}

/// What the elements of one document share: a single reference, so that an element is cheap to copy.
@usableFromInline
final class JSONStorage: Sendable {
  @usableFromInline let bytes: [UInt8]
  /// Where the text begins in `bytes`; the tape counts from there.
  @usableFromInline let base: Int
  /// Where the text ends in `bytes`.
  let end: Int
  @usableFromInline let tape: [JSONToken]
  /// What its readers share with those of other documents.
  @usableFromInline let texts: SharedTexts?

  init(bytes: [UInt8], base: Int, end: Int, tape: [JSONToken], texts: SharedTexts? = nil) {
    self.bytes = bytes
    self.base = base
    self.end = end
    self.tape = tape
    self.texts = texts
  }
}
