internal import Database
internal import OVSDB

extension Datum {
  /// The value of a column of that type that `text` is: words with spaces or a comma between, pairs
  /// with `=`; brackets or braces around them are optional unless they are empty.
  ///
  /// Throws what is no such value, elements given twice, and too many or too few.
  init(
    reading text: String, _ type: ColumnType, _ symbols: inout RowSymbols
  ) throws(CommandError) {
    var reader = DatumReader(text, type)
    self = try reader.datum(&symbols)
  }
}

private struct DatumReader {
  private let text: String
  private let type: ColumnType
  private var scanner: TextScanner
  private var datum = Datum()
  private var count = 0
  private var hasDuplicate = false

  init(_ text: String, _ type: ColumnType) {
    self.text = text
    self.type = type
    scanner = TextScanner(text)
  }

  mutating func datum(_ symbols: inout RowSymbols) throws(CommandError) -> Datum {
    let closing = try readOpening()
    while let next = scanner.next, next != closing {
      try readElement(&symbols)
      scanner.skipSpaces()
      if scanner.skip(UInt8(ascii: ",")) { scanner.skipSpaces() }
    }
    if let closing { try readClosing(closing) }
    try checkCount()
    guard !hasDuplicate else {
      throw CommandError(
        "\(text): \(type.isMap ? "map contains duplicate key" : "set contains duplicate value")")
    }
    return datum
  }

  /// Moves to the first element; returns the bracket that must end them, if one began them.
  private mutating func readOpening() throws(CommandError) -> UInt8? {
    let (opening, closing) = type.isMap ? ("{", "}") : ("[", "]")
    scanner.skipSpaces()
    guard scanner.next != nil else {
      throw CommandError(
        "use \"\(opening)\(closing)\" to specify the empty \(type.isMap ? "map" : "set")")
    }
    guard let byte = opening.utf8.first, scanner.skip(byte) else { return nil }
    scanner.skipSpaces()
    return closing.utf8.first
  }

  private mutating func readClosing(_ closing: UInt8) throws(CommandError) {
    let shown = String(decoding: [closing], as: UTF8.self)
    guard scanner.skip(closing) else {
      throw CommandError("\(text): missing \"\(shown)\" at end of data")
    }
    scanner.skipSpaces()
    guard scanner.next == nil else {
      throw CommandError("\(text): trailing garbage after \"\(shown)\"")
    }
  }

  private mutating func readElement(_ symbols: inout RowSymbols) throws(CommandError) {
    if scanner.isAtDelimiter, let next = scanner.next {
      throw CommandError(
        "\(text): unexpected \"\(String(decoding: [next], as: UTF8.self))\" parsing \(type.english)"
      )
    }
    let start = scanner.rest
    let word = try scanner.word()
    guard let valueType = type.value else {
      if let range = try Atom.range(reading: word, type.key) {
        for integer in range { add(.integer(integer)) }
      } else {
        add(try Atom(reading: word, type.key, &symbols))
      }
      return
    }
    let key = try Atom(reading: word, type.key, &symbols)
    scanner.skipSpaces()
    guard scanner.skip(UInt8(ascii: "=")) else {
      let found = String(decoding: scanner.next.map { [$0] } ?? [], as: UTF8.self)
      throw CommandError("\(start): syntax error at \"\(found)\" expecting \"=\"")
    }
    scanner.skipSpaces()
    add(key, try Atom(reading: try scanner.word(), valueType, &symbols))
  }

  private mutating func add(_ key: Atom, _ value: Atom? = nil) {
    count += 1
    if datum.contains(key) { hasDuplicate = true } else { datum.insert(key, value) }
  }

  private func checkCount() throws(CommandError) {
    let elements = type.isMap ? "pair(s)" : "value(s)"
    if count < type.minimum {
      throw CommandError(
        "\(text): \(count) \(elements) specified but the minimum number is \(type.minimum)")
    }
    if let maximum = type.maximum, count > maximum {
      throw CommandError(
        "\(text): \(count) \(elements) specified but the maximum number is \(maximum)")
    }
  }
}
