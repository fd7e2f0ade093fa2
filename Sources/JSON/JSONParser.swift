/// Cuts a byte stream of concatenated JSON texts, as RFC 7047 section 4 uses, into documents.
///
/// Each byte is tokenised once, when it is there, however small the chunks are.  After an error the
/// parser stays failed: nobody knows where in the stream the next text would begin.
public struct JSONParser: ~Copyable {
  private let limits: JSONLimits
  private let texts: SharedTexts?
  private var tokeniser: JSONTokeniser
  private var buffer: [UInt8] = []
  /// Where in `buffer` the text being parsed begins; what is before was handed out.
  private var start = 0
  /// Bytes of the stream before `buffer`.
  private var discarded = 0
  private var failure: JSONError?

  /// - Parameter texts: what readers of the documents share with those of others.
  public init(limits: JSONLimits = JSONLimits(), sharing texts: SharedTexts? = nil) {
    self.limits = limits
    self.texts = texts
    self.tokeniser = JSONTokeniser(depth: limits.depth)
  }

  /// Takes the stream's next bytes; `next` finds the texts in them.
  public mutating func append(_ bytes: borrowing Span<UInt8>) {
    guard failure == nil else { return }
    dropConsumed()
    let count = buffer.count + bytes.count
    // At least doubled, so that a text in many chunks is not moved at each of them.
    if count > buffer.capacity { buffer.reserveCapacity(max(count, 2 * buffer.count)) }
    buffer.append(addingCapacity: bytes.count) { free in
      for index in bytes.indices { free.append(bytes[index]) }
    }
  }

  /// The next whole text, or `nil` until more bytes come.
  ///
  /// Throws at the first byte that cannot belong to a JSON text within the limits, and from then on.
  public mutating func next() throws(JSONError) -> JSONDocument? {
    try next(isFinal: false)
  }

  /// As `next`, when no more bytes will come: ends a number that nothing else ends.
  ///
  /// Throws `unexpectedEnd` inside a text.  `nil` when every text was handed out.
  public mutating func finish() throws(JSONError) -> JSONDocument? {
    try next(isFinal: true)
  }

  /// Bytes of memory that the text takes which is not whole yet, what was found in it included.
  public var unfinishedSize: Int { buffer.count - start + tokeniser.tapeSize }

  /// Where in the stream the first byte stands that is neither white space nor part of a text handed
  /// out; `nil` if there is none.
  public var unreadOffset: Int? {
    var index = start
    while index < buffer.count {
      if !JSONTokeniser.isWhiteSpace(buffer[index]) { return discarded + index }
      index += 1
    }
    return nil
  }
}

extension JSONParser {
  private mutating func next(isFinal: Bool) throws(JSONError) -> JSONDocument? {
    if let failure { throw failure }
    do {
      return try document(isFinal: isFinal)
    } catch {
      let failure = JSONError(error.reason, offset: discarded + start + error.offset)
      self.failure = failure
      buffer = []
      throw failure
    }
  }

  private mutating func document(isFinal: Bool) throws(JSONError) -> JSONDocument? {
    if tokeniser.isIdle { skipWhiteSpace() }
    let length = buffer.count - start
    guard length > 0 else { return nil }
    if try scan(isFinal: isFinal) { return takeDocument() }
    if length > limits.bytes {
      throw JSONError(.tooLong(limit: limits.bytes), offset: limits.bytes)
    }
    if isFinal { throw JSONError(.unexpectedEnd, offset: length) }
    return nil
  }

  private mutating func scan(isFinal: Bool) throws(JSONError) -> Bool {
    // A second reference, not a copy: the span may not keep `self` from changing.
    let buffer = buffer
    let text = buffer.span.extracting(droppingFirst: start)
    let allowed = min(text.count, limits.bytes)
    return try tokeniser.scan(
      text.extracting(first: allowed), isFinal: isFinal && allowed == text.count)
  }

  private mutating func skipWhiteSpace() {
    while start < buffer.count, JSONTokeniser.isWhiteSpace(buffer[start]) { start += 1 }
  }

  /// Hands out the text that ends where the tokeniser stands.
  ///
  /// Copies the smaller part of the buffer, the text or what follows it, so that neither many small
  /// texts in one chunk nor one that fills it cost more than their bytes.
  private mutating func takeDocument() -> JSONDocument {
    let length = tokeniser.position
    let end = start + length
    let tape = tokeniser.takeTape()
    let storage: JSONStorage
    if length < buffer.count - end {
      storage = JSONStorage(
        bytes: Array(buffer[start..<end]), base: 0, end: length, tape: tape, texts: texts)
      start = end
    } else {
      let rest = Array(buffer[end...])
      storage = JSONStorage(bytes: buffer, base: start, end: end, tape: tape, texts: texts)
      buffer = rest
      discarded += end
      start = 0
    }
    return JSONDocument(storage: storage)
  }

  /// Frees what was handed out once it is the larger part of the buffer.
  private mutating func dropConsumed() {
    guard start > buffer.count / 2 else { return }
    buffer.removeFirst(start)
    discarded += start
    start = 0
  }
}
