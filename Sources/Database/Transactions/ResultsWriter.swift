import OVSDB

/// Writes the reply to a transaction, an array with a result for each operation, as text: a reply to
/// very many operations, or with very many rows, is then never there as a tree of values.
struct ResultsWriter {
  private var bytes = [UInt8(ascii: "[")]
  /// Where the last result begins, with the comma before it.
  private var lastStart = 1
  private(set) var count = 0

  /// Begins the next result.
  mutating func begin() {
    lastStart = bytes.count
    if count > 0 { bytes.append(UInt8(ascii: ",")) }
    count += 1
  }

  /// Appends a part of the result.
  mutating func write(_ text: String) { bytes += text.utf8 }

  /// Appends what `body` writes.
  mutating func write(_ body: (inout [UInt8]) -> Void) { body(&bytes) }

  /// Appends a whole result.
  mutating func append(_ error: OperationError) {
    begin()
    bytes += error.text
  }

  /// Appends results of operations that were not executed.
  mutating func appendNulls(upTo count: Int) {
    while self.count < count {
      begin()
      bytes += "null".utf8
    }
  }

  /// Takes the last result back.
  mutating func removeLast() {
    bytes.removeSubrange(lastStart...)
    count -= 1
  }

  /// The reply.  Nothing can be appended any more.
  mutating func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }
}
