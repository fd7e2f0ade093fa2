internal import JSON

/// Writes a snapshot as the text of one record, piece by piece.
struct SnapshotText {
  private var snapshot: JournalSnapshot
  private var table: String?
  private var hasBegun = false
  private var isEnded = false

  init(_ snapshot: JournalSnapshot) { self.snapshot = snapshot }

  /// The next piece, about `size` bytes long; empty when there is no more.
  mutating func piece(_ size: Int) -> [UInt8] {
    guard !isEnded else { return [] }
    var bytes: [UInt8] = []
    if !hasBegun { writeMembers(to: &bytes) }
    while bytes.count < size {
      guard let row = snapshot.next() else {
        bytes += (table == nil ? "}\n" : "}}\n").utf8
        isEnded = true
        break
      }
      write(row, to: &bytes)
    }
    return bytes
  }

  private mutating func writeMembers(to bytes: inout [UInt8]) {
    hasBegun = true
    JSON.object(snapshot.members).write(to: &bytes)
    bytes.removeLast()
  }

  private mutating func write(_ row: JournalSnapshot.Row, to bytes: inout [UInt8]) {
    if row.table != table {
      if table != nil { bytes += "},".utf8 } else if !snapshot.members.isEmpty { bytes += ",".utf8 }
      JSON.string(row.table).write(to: &bytes)
      bytes += ":{".utf8
      table = row.table
    } else {
      bytes += ",".utf8
    }
    JSON.string(row.uuid).write(to: &bytes)
    bytes += ":".utf8
    row.columns.write(to: &bytes)
  }
}
