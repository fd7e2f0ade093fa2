import JSON
import Journal
import Testbed

/// The schema of the tests' database: one table, whose rows are numbered.
let numberSchema: JSON = [
  "name": "Numbers", "version": "1.0.0",
  "tables": [
    "Number": [
      "isRoot": true,
      "columns": [
        "n": ["type": "integer"],
        "names": ["type": ["key": "string", "min": 0, "max": "unlimited"]],
      ],
    ]
  ],
]

/// The record of a transaction that inserts a row with that number.
func insertion(of number: Int) -> JSON {
  ["Number": [uuid(of: number): ["n": .integer(Int64(number))]]]
}

func uuid(of number: Int) -> String {
  let digits = String(number, radix: 16)
  return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
}

/// The numbers that a journal's records insert, from its next record on.
func numbers(_ next: () throws(JournalError) -> JournalRecord?) throws(JournalError) -> [Int] {
  var numbers: [Int] = []
  while let record = try next() {
    record.root["Number"]?.forEachMember { _, row in
      if let number = row["n"]?.integer { numbers.append(Int(number)) }
    }
  }
  return numbers
}

/// The numbers that ovsdb-tool finds in a file, in ascending order.
func queriedNumbers(_ path: String) async throws -> [Int] {
  let select = """
    ["Numbers",{"op":"select","table":"Number","where":[],"columns":["n"]}]
    """
  let rows = try JSONElement(JSON(parsing: await run("ovsdb-tool", ["query", path, select])))
  var numbers: [Int] = []
  rows[0]?["rows"]?.forEachElement { row in
    if let number = row["n"]?.integer { numbers.append(Int(number)) }
  }
  return numbers.sorted()
}

/// The bytes of a record with that text, and a good header.
func record(_ text: String) -> [UInt8] {
  let text = Array(text.utf8)
  let hash = SHA1()
  hash.update(text.span)
  var bytes: [UInt8] = []
  JournalHeader(length: text.count, digest: hash.finish()).write(to: &bytes)
  return bytes + text
}

/// The bytes of a file of 1, 2 … `count`.
func file(of count: Int) -> [UInt8] {
  record("\(numberSchema)\n") + (0..<count).flatMap { record("\(insertion(of: $0 + 1))\n") }
}
