import JSON
import Journal

/// What the reader of database files must do with any bytes: checked by the fuzzer, and by tests on
/// the corpus.
///
/// Returns what was violated, or `nil`.
public func violatedJournalProperty(of bytes: [UInt8]) -> String? {
  let whole = Contents(of: bytes, chunk: max(bytes.count, 1))
  for chunk in [1, 3, 64] where Contents(of: bytes, chunk: chunk) != whole {
    return "pieces of \(chunk) bytes give other records than the whole"
  }
  if let violation = whole.violation(of: bytes) { return violation }
  // What hashes well is rare in random bytes: give the bytes a header that fits.
  guard !bytes.isEmpty else { return nil }
  let record = bytes.withHeader
  let alone = Contents(of: record, chunk: record.count)
  if case .hash = alone.damage?.reason { return "a header of the bytes does not fit them" }
  let behind = Contents(of: "{}".utf8.withHeader + record, chunk: 100)
  guard behind.records.dropFirst() == alone.records[...] else {
    return "a record reads differently behind another"
  }
  return alone.violation(of: record)
}

/// What a file holds: its records, where they end, and why it stopped if it did before its end.
private struct Contents: Equatable {
  var records: [JSON] = []
  var end = 0
  var damage: JournalDamage?

  init(of bytes: [UInt8], chunk: Int) {
    var decoder = JournalDecoder(hash: SHA1())
    do throws(JournalDamage) {
      var start = 0
      while start < bytes.count {
        let next = min(start + chunk, bytes.count)
        decoder.append(Array(bytes[start..<next]))
        while let record = try decoder.next() {
          records.append(record.root.json)
          end = record.offset + record.byteCount
        }
        start = next
      }
      try decoder.finish()
    } catch {
      damage = error
    }
  }

  /// The records are all of the bytes before the damage, and read again they are the same.
  func violation(of bytes: [UInt8]) -> String? {
    guard end == damage?.offset ?? bytes.count else {
      return "records end at \(end), the good part at \(damage?.offset ?? bytes.count)"
    }
    let again = Contents(of: Array(bytes[..<end]), chunk: max(end, 1))
    guard again.damage == nil, again.records == records else {
      return "the part before the damage is damaged"
    }
    return nil
  }
}

extension Sequence<UInt8> {
  /// The bytes as a record.
  fileprivate var withHeader: [UInt8] {
    let text = Array(self)
    let hash = SHA1()
    hash.update(text.span)
    var bytes: [UInt8] = []
    JournalHeader(length: text.count, digest: hash.finish()).write(to: &bytes)
    return bytes + text
  }
}
