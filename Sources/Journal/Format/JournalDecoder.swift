internal import JSON

/// Cuts the bytes of a database file into records and checks them; pure, the hash function is given.
///
/// A text is hashed and tokenised as it arrives, so that beside the record being read nothing is kept.
/// After damage the decoder stays where it is: nobody knows where the next record would begin.
public struct JournalDecoder: ~Copyable {
  private enum State {
    case header
    case text(JournalHeader, remaining: Int)
    case damaged(JournalDamage)
  }

  private var hash: any JournalHash
  private var state = State.header
  private var buffer: [UInt8] = []
  /// Where in `buffer` the bytes begin that were not used.
  private var start = 0
  private var parser = RecordParser()
  /// Bytes of the file before the record being read, and before its text.
  private var offset: Int
  private var textOffset: Int

  /// A decoder of what begins `offset` bytes into a file.
  public init(offset: Int = 0, hash: any JournalHash) {
    self.hash = hash
    self.offset = offset
    textOffset = offset
  }

  /// Takes the file's next bytes; `next` finds the records in them.
  public mutating func append(_ bytes: consuming [UInt8]) {
    if start == buffer.count {
      buffer = bytes
    } else {
      // What is left is part of a header line: texts are taken as they come.
      buffer.removeFirst(start)
      buffer += bytes
    }
    start = 0
  }

  /// The next whole record, or `nil` until more bytes come.  Throws at damage, and from then on.
  public mutating func next() throws(JournalDamage) -> JournalRecord? {
    while true {
      switch state {
      case .damaged(let damage): throw damage
      case .header:
        guard try readHeader() else { return nil }
      case .text(let header, let remaining):
        let rest = readText(remaining)
        guard rest == 0 else {
          state = .text(header, remaining: rest)
          return nil
        }
        return try takeRecord(header)
      }
    }
  }

  /// Throws if the file, which has no more bytes, ends inside a record.  After `next` gave `nil`.
  public mutating func finish() throws(JournalDamage) {
    switch state {
    case .damaged(let damage): throw damage
    case .header:
      if start < buffer.count { throw damage(.header(line: line(end: buffer.count))) }
    case .text(let header, _): throw damage(.endOfFile, length: header.length)
    }
  }
}

extension JournalDecoder {
  /// Reads a header line; whether there was a whole one.
  private mutating func readHeader() throws(JournalDamage) -> Bool {
    let limit = min(buffer.count, start + JournalHeader.byteCountMaximum)
    guard let end = buffer[start..<limit].firstIndex(of: UInt8(ascii: "\n")) else {
      guard limit - start < JournalHeader.byteCountMaximum else {
        throw damage(.header(line: line(end: limit)))
      }
      return false
    }
    guard let header = JournalHeader(buffer.span.extracting(start..<end)) else {
      throw damage(.header(line: line(end: end)))
    }
    textOffset = offset + end + 1 - start
    start = end + 1
    state = .text(header, remaining: header.length)
    return true
  }

  /// The bytes up to `end` as a C program prints them.
  private func line(end: Int) -> String {
    String(decoding: buffer[start..<end].prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Gives the bytes that are there to the hash function and the parser; how many are yet to come.
  private mutating func readText(_ remaining: Int) -> Int {
    let end = min(buffer.count, start + remaining)
    // A second reference, not a copy: the span may not keep `self` from changing.
    let buffer = buffer
    let bytes = buffer.span.extracting(start..<end)
    hash.update(bytes)
    parser.append(bytes)
    defer { start = end }
    return remaining - (end - start)
  }

  private mutating func takeRecord(_ header: JournalHeader) throws(JournalDamage) -> JournalRecord {
    let actual = hash.finish()
    let parsed = parser.finish()
    parser = RecordParser()
    guard actual == header.digest else {
      throw damage(.hash(actual: actual, expected: header.digest), length: header.length)
    }
    let document: JSONDocument
    switch parsed {
    case .success(let parsed): document = parsed
    case .failure(let error): throw damage(.syntax(error), length: header.length)
    }
    guard document.root.kind == .object else {
      throw damage(.notAnObject, length: header.length)
    }
    let end = textOffset + header.length
    let record = JournalRecord(document: document, offset: offset, byteCount: end - offset)
    offset = end
    textOffset = end
    state = .header
    return record
  }

  private mutating func damage(
    _ reason: JournalDamage.Reason, length: Int = 0
  ) -> JournalDamage {
    let damage = JournalDamage(
      reason: reason, offset: offset, textOffset: length == 0 ? offset : textOffset,
      length: length)
    state = .damaged(damage)
    buffer = []
    start = 0
    return damage
  }
}
