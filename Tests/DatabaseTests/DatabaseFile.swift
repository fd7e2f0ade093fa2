import Foundation
import JSON

/// The bytes of a file.
func contents(of path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(filePath: path)))
}

/// The records of a standalone database file, ovsdb(5): the schema, then transactions.
func records(of file: [UInt8]) throws -> [JSONElement] {
  var records: [JSONElement] = []
  var rest = file[...]
  while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
    let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 4, let count = Int(words[2]) else { break }
    let start = end + 1
    records.append(try JSONDocument(parsing: rest[start..<(start + count)]).root)
    rest = rest[(start + count)...]
  }
  return records
}
