import OVSDB
import Seeded
import Testing

@testable import Database

@Suite("Rows found by a hash")
struct HashedRowsTests {
  private static let empty = DatabaseRow(defaults: [Datum(.uuid(.zero)), Datum(.integer(0))])

  private static func row(_ number: UInt64, _ value: Int64) -> DatabaseRow {
    var row = empty
    row[0] = Datum(.uuid(UUID(high: 0, low: number)))
    row[1] = Datum(.integer(value))
    return row
  }

  /// Ways to give numbers hashes: few that many share, the least and the greatest, neighbours, any.
  static let hashes: [@Sendable (UInt64) -> Int] = [
    { _ in 0 }, { _ in .max }, { Int($0 % 3) }, { $0 % 2 == 0 ? .max : 0 }, { Int($0) },
    { .max - Int($0 % 7) }, { Int(truncatingIfNeeded: $0 &* 0x9E37_79B9_7F4A_7C15 >> 20) },
  ]

  @Test("are those of a dictionary, however many have one hash", arguments: hashes.indices)
  func agreesWithDictionary(_ index: Int) {
    let hash = Self.hashes[index]
    var generator = SeededGenerator(seed: 11)
    var rows = HashedRows(like: Self.empty)
    var model: [UInt64: Int64] = [:]
    for step in 0..<3000 {
      let number = UInt64.random(in: 0..<200, using: &generator)
      let place = rows.place(of: hash(number)) { $0.uuid.low == number }
      #expect((place == nil) == (model[number] == nil))
      if let place { #expect(rows[place] == Self.row(number, model[number] ?? -1)) }
      // They become many, few and none by turns.
      let isTaken = Int.random(in: 0..<4, using: &generator) < (step / 500 % 2 == 0 ? 3 : 1)
      switch (place, isTaken) {
      case (nil, true): rows.insert(Self.row(number, Int64(step)), under: hash(number))
      case (let place?, true): rows[place] = Self.row(number, Int64(step))
      case (let place?, false): rows.remove(at: place)
      case (nil, false): continue
      }
      model[number] = isTaken ? Int64(step) : nil
      #expect(rows.count == model.count)
    }
    let found = rows.map { ($0.uuid.low, $0[1].scalar?.integer ?? -1) }
    #expect(Dictionary(uniqueKeysWithValues: found) == model)
    for number in model.keys {
      guard let place = rows.place(of: hash(number), where: { $0.uuid.low == number }) else {
        Issue.record("\(number) is not found")
        continue
      }
      rows.remove(at: place)
    }
    #expect(rows.count == 0 && Array(rows).isEmpty)
  }

  @Test("stay as they were while a copy changes")
  func copying() {
    var rows = DatabaseRows(like: Self.empty)
    for number in 1...100 { rows[UUID(high: 0, low: UInt64(number))] = Self.row(0, 1) }
    let held = rows
    for uuid in held.keys { rows[uuid] = uuid.low % 2 == 0 ? nil : Self.row(0, 2) }
    #expect(held.count == 100 && held.allSatisfy { $0.key == $0.value.uuid })
    #expect(held.values.allSatisfy { $0[1] == Datum(.integer(1)) })
    #expect(rows.count == 50 && rows.values.allSatisfy { $0[1] == Datum(.integer(2)) })
  }

  @Test("of an index are unique by their values, and are taken out by their UUIDs")
  func index() {
    var index = UniqueIndex(on: [1], like: Self.empty)
    let rows = (1...200).map { Self.row(UInt64($0), Int64($0 % 100)) }
    for row in rows[..<100] { #expect(index.insert(row) == nil) }
    for (row, other) in zip(rows[100...], rows) { #expect(index.insert(row) == other) }
    // The values of one that is there, but not it.
    for row in rows[100...] { index.remove(row) }
    #expect(index.row(with: [Datum(.integer(7))]) == rows[6])
    #expect(index.row(with: [Datum(.integer(100))]) == nil)
    for row in rows[..<100] { index.remove(row) }
    for row in rows[100...] { #expect(index.insert(row) == nil) }
  }
}
