/// Turns the bytes of one text into a tape, as far as they are there, and goes on from the same place
/// when more are.  Positions count from the start of the text.
struct JSONTokeniser {
  /// What the grammar allows next.
  enum Expectation { case value, valueOrEnd, name, nameOrEnd, colon, commaOrEnd }

  /// The token that the bytes ended in the middle of.
  enum Partial { case none, string, number, word }

  /// An array or object that has not ended.
  struct Container {
    var index: Int
    var isObject: Bool
    var count = 0
  }

  private(set) var position = 0
  private var expectation = Expectation.value
  private var partial = Partial.none
  /// Where the partial token begins.
  private var tokenStart = 0
  /// Of the partial string: whether a backslash was seen, and every byte's bits together.
  private var hasEscape = false
  private var bitsSeen: UInt8 = 0
  private var tape: [JSONToken] = []
  private var open: [Container] = []
  private let depth: Int

  init(depth: Int) { self.depth = depth }

  /// Bytes of memory that the tape takes.
  var tapeSize: Int { tape.count * MemoryLayout<JSONToken>.stride }

  /// Whether no text has begun.
  var isIdle: Bool { position == 0 }

  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Hands over the tape of a whole text and begins the next.
  mutating func takeTape() -> [JSONToken] {
    defer { self = JSONTokeniser(depth: depth) }
    return tape
  }

  /// Reads on in `bytes`, the text so far; whether it is whole, and then `position` is its end.
  mutating func scan(_ bytes: borrowing Span<UInt8>, isFinal: Bool) throws(JSONError) -> Bool {
    if partial != .none, try resume(bytes, isFinal: isFinal) { return true }
    guard partial == .none else { return false }
    while position < bytes.count {
      let byte = bytes[position]
      let isWhole: Bool
      switch byte {
      case 0x20, 0x0A, 0x0D, 0x09:
        position += 1
        continue
      case UInt8(ascii: "\""): isWhole = try beginString(bytes)
      case UInt8(ascii: ","):
        try separate()
        continue
      case UInt8(ascii: ":"):
        try assign()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        try begin(isObject: byte == UInt8(ascii: "{"))
        continue
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        isWhole = try end(isObject: byte == UInt8(ascii: "}"))
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        isWhole = try beginNumber(bytes, isFinal: isFinal)
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        isWhole = try beginWord(bytes, isFinal: isFinal)
      default: throw JSONError(.unexpectedByte(byte), offset: position)
      }
      if isWhole { return true }
      guard partial == .none else { return false }
    }
    return false
  }

  private mutating func resume(
    _ bytes: borrowing Span<UInt8>, isFinal: Bool
  ) throws(JSONError) -> Bool {
    switch partial {
    case .none: false
    case .string: try scanString(bytes)
    case .number: try scanNumber(bytes, isFinal: isFinal)
    case .word: try scanWord(bytes, isFinal: isFinal)
    }
  }
}

// The structure: arrays, objects, and what stands between values.
extension JSONTokeniser {
  private mutating func begin(isObject: Bool) throws(JSONError) {
    try expectValue(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    guard open.count < depth else { throw JSONError(.tooDeep(limit: depth), offset: position) }
    open.append(Container(index: tape.count, isObject: isObject))
    tape.append(JSONToken(isObject ? .object : .array, start: position))
    expectation = isObject ? .nameOrEnd : .valueOrEnd
    position += 1
  }

  private mutating func end(isObject: Bool) throws(JSONError) -> Bool {
    let emptyForm: Expectation = isObject ? .nameOrEnd : .valueOrEnd
    guard expectation == .commaOrEnd || expectation == emptyForm,
      let container = open.last, container.isObject == isObject
    else {
      let byte = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
      throw JSONError(.unexpectedByte(byte), offset: position)
    }
    open.removeLast()
    tape[container.index].close(count: container.count, extent: tape.count - container.index)
    position += 1
    return endValue()
  }

  private mutating func separate() throws(JSONError) {
    guard expectation == .commaOrEnd, let container = open.last else {
      throw JSONError(.unexpectedByte(UInt8(ascii: ",")), offset: position)
    }
    expectation = container.isObject ? .name : .value
    position += 1
  }

  private mutating func assign() throws(JSONError) {
    guard expectation == .colon else {
      throw JSONError(.unexpectedByte(UInt8(ascii: ":")), offset: position)
    }
    expectation = .value
    position += 1
  }

  private func expectValue(_ byte: UInt8) throws(JSONError) {
    guard expectation == .value || expectation == .valueOrEnd else {
      throw JSONError(.unexpectedByte(byte), offset: position)
    }
  }

  /// Counts a value that has ended; whether the text has ended with it.
  private mutating func endValue() -> Bool {
    guard !open.isEmpty else { return true }
    open[open.count - 1].count += 1
    expectation = .commaOrEnd
    return false
  }
}

// Strings.
extension JSONTokeniser {
  private mutating func beginString(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Bool {
    if expectation == .colon || expectation == .commaOrEnd {
      throw JSONError(.unexpectedByte(UInt8(ascii: "\"")), offset: position)
    }
    tokenStart = position
    position += 1
    hasEscape = false
    bitsSeen = 0
    return try scanString(bytes)
  }

  private mutating func scanString(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Bool {
    var index = position
    var bits = bitsSeen
    let count = bytes.count
    partial = .string
    while index < count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        partial = .none
        return try endString(bytes, end: index, isASCII: bits < 0x80)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscape = true
        // The escaped byte may be a quote: wait for it.
        guard index + 1 < count else { break }
        index += 2
      } else {
        guard byte >= 0x20 else { throw JSONError(.controlCharacter(byte), offset: index) }
        bits |= byte
        index += 1
      }
    }
    position = index
    bitsSeen = bits
    return false
  }

  private mutating func endString(
    _ bytes: borrowing Span<UInt8>, end: Int, isASCII: Bool
  ) throws(JSONError) -> Bool {
    let start = tokenStart + 1
    let content = bytes.extracting(start..<end)
    if hasEscape { try JSONEscapes.check(content, offset: start) }
    if !isASCII { try Self.checkUTF8(content, offset: start) }
    tape.append(
      JSONToken(.string, start: start, payload: UInt64(end - start), flag: hasEscape))
    position = end + 1
    if expectation == .name || expectation == .nameOrEnd {
      expectation = .colon
      return false
    }
    return endValue()
  }

  private static func checkUTF8(
    _ content: borrowing Span<UInt8>, offset: Int
  ) throws(JSONError) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: copy content)
    } catch {
      throw JSONError(.malformedUTF8, offset: offset + error.byteOffsets.lowerBound)
    }
  }
}

// Numbers and words: both end only where another byte stands.
extension JSONTokeniser {
  private mutating func beginNumber(
    _ bytes: borrowing Span<UInt8>, isFinal: Bool
  ) throws(JSONError) -> Bool {
    try expectValue(bytes[position])
    tokenStart = position
    return try scanNumber(bytes, isFinal: isFinal)
  }

  private mutating func scanNumber(
    _ bytes: borrowing Span<UInt8>, isFinal: Bool
  ) throws(JSONError) -> Bool {
    while position < bytes.count, JSONNumber.isPart(bytes[position]) { position += 1 }
    guard position < bytes.count || isFinal else {
      partial = .number
      return false
    }
    partial = .none
    guard let number = JSONNumber(bytes.extracting(tokenStart..<position)) else {
      throw JSONError(.malformedNumber, offset: tokenStart)
    }
    switch number {
    case .integer(let value):
      tape.append(JSONToken(.integer, start: tokenStart, payload: UInt64(bitPattern: value)))
    case .real(let value):
      tape.append(JSONToken(.real, start: tokenStart, payload: value.bitPattern))
    }
    return endValue()
  }

  private mutating func beginWord(
    _ bytes: borrowing Span<UInt8>, isFinal: Bool
  ) throws(JSONError) -> Bool {
    try expectValue(bytes[position])
    tokenStart = position
    return try scanWord(bytes, isFinal: isFinal)
  }

  private mutating func scanWord(
    _ bytes: borrowing Span<UInt8>, isFinal: Bool
  ) throws(JSONError) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    while position < bytes.count, letters.contains(bytes[position]) { position += 1 }
    guard position < bytes.count || isFinal else {
      partial = .word
      return false
    }
    partial = .none
    let word = bytes.extracting(tokenStart..<position)
    if word.isEqual(to: "null") {
      tape.append(JSONToken(.null, start: tokenStart))
    } else if word.isEqual(to: "true") {
      tape.append(JSONToken(.boolean, start: tokenStart, flag: true))
    } else if word.isEqual(to: "false") {
      tape.append(JSONToken(.boolean, start: tokenStart, flag: false))
    } else {
      throw JSONError(.unknownWord, offset: tokenStart)
    }
    return endValue()
  }
}
