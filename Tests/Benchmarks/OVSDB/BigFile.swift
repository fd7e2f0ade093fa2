import Foundation
import JSON
import Journal

/// A large database file to start with.
enum BigFile: String, CaseIterable, CustomStringConvertible {
  case compacted, log

  var description: String {
    self == .compacted ? "as one record" : "as a log of small records"
  }

  /// Writes a file of about so many megabytes.
  func write(to path: String, megabytes: Int) throws {
    let schema = try JSON(parsing: Data(contentsOf: URL(filePath: Workload.schemaFile)))
    try Journal.create(at: path, schema: schema)
    let journal = try Journal(opening: path)
    while try journal.next() != nil {}
    let size = megabytes * 1_000_000
    switch self {
    case .log:
      var number = 0
      while journal.size < size {
        for _ in 0..<5000 {
          journal.append(text: Array(Self.record(number).utf8))
          number += 1
        }
        try journal.flush()
      }
    case .compacted:
      var number = 0
      var written = 0
      try journal.replaceContents(
        JournalSnapshot(schema: schema, members: ["_date": 1_700_000_000_000]) {
          guard written < size else { return nil }
          number += 1
          written += Self.row(number).utf8.count + 42
          guard let columns = try? JSON(parsing: Self.row(number)) else { return nil }
          return .init(table: "Logical_Switch", uuid: Self.uuid(number), columns: columns)
        })
    }
  }

  private static func row(_ number: Int) -> String {
    #"""
    {"name":"ls\#(number)","external_ids":["map",[["neutron:network_name","network-\#(number)"],\#
    ["neutron:revision_number","\#(number)"]]]}
    """#
  }

  private static func record(_ number: Int) -> String {
    #"{"_date":1700000000000,"_is_diff":true,"Logical_Switch":{"\#(uuid(number))":\#(row(number))}}"#
  }

  /// A UUID whose beginning is as good as random: ovsdb-server hashes that part alone.
  private static func uuid(_ number: Int) -> String {
    func digits(_ value: UInt64, _ count: Int) -> String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
    let mixed = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    return digits(mixed >> 32, 8) + "-" + digits(mixed >> 16 & 0xFFFF, 4) + "-4000-8000-"
      + digits(UInt64(truncatingIfNeeded: number), 12)
  }
}
