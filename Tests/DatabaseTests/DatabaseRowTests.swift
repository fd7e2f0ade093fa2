import OVSDB
import Seeded
import Testing

@testable import Database

@Suite("A row")
struct DatabaseRowTests {
  /// As many columns as a row keeps account of one by one, fewer, and more.
  static let widths = [1, 5, 63, 64, 65, 130]

  private static func row(_ width: Int) -> DatabaseRow {
    DatabaseRow(defaults: (0..<width).map { Datum(.integer(Int64($0))) })
  }

  @Test("holds what was set, and the defaults of what was not", arguments: widths)
  func holds(_ width: Int) {
    var row = Self.row(width)
    var expected = (0..<width).map { Datum(.integer(Int64($0))) }
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let position = Int.random(in: 0..<width, using: &generator)
      // Now and then the default again.
      let value = Bool.random(using: &generator) ? Int64(position) : 1000
      row[position] = Datum(.integer(value))
      expected[position] = Datum(.integer(value))
      if Bool.random(using: &generator) { row.trim() }
      #expect((0..<width).map { row[$0] } == expected)
    }
    #expect(row.atomCount == width)
  }

  @Test("equals another that holds the same, whichever way it came to it", arguments: widths)
  func equality(_ width: Int) {
    let untouched = Self.row(width)
    var changed = untouched
    for position in 0..<width { changed[position] = Datum(.integer(-1)) }
    #expect(changed != untouched)
    for position in (0..<width).reversed() { changed[position] = Datum(.integer(Int64(position))) }
    #expect(changed == untouched)
    #expect(changed.hashValue == untouched.hashValue)
  }

  @Test("keeps what it held while a copy changes", arguments: widths)
  func copying(_ width: Int) {
    var row = Self.row(width)
    for position in 0..<width where position % 2 == 0 { row[position] = Datum(.boolean(true)) }
    let held = row
    let values = (0..<width).map { held[$0] }
    for position in 0..<width {
      row[position] = position % 3 == 0 ? Datum(.integer(Int64(position))) : Datum(.boolean(false))
    }
    #expect((0..<width).map { held[$0] } == values)
  }

  @Test("says in which columns it is other than another", arguments: widths)
  func difference(_ width: Int) {
    var generator = SeededGenerator(seed: UInt64(width))
    func changed(_ row: DatabaseRow) -> DatabaseRow {
      var row = row
      for position in 0..<width where Int.random(in: 0..<3, using: &generator) == 0 {
        // Some become what nobody has set.
        let other = Int.random(in: 0..<3, using: &generator)
        let value = Bool.random(using: &generator) ? position : other
        row[position] = Datum(.integer(Int64(value)))
      }
      return row
    }
    var row = Self.row(width)
    for _ in 0..<30 {
      let next = changed(row)
      let expected = (0..<width).filter { row[$0] != next[$0] }
      #expect(row.positions(differingFrom: next) == expected)
      #expect(next.positions(differingFrom: row) == expected)
      #expect((row == next) == expected.isEmpty)
      row = next
    }
  }
}

@Suite("Values that rows share")
struct SharedValuesTests {
  @Test("equal those that were asked for, as others take their places")
  func areRight() {
    let values = SharedValues(count: 2)
    let data: [Datum] = (0..<20).flatMap { number -> [Datum] in
      [
        Datum(.integer(number)), Datum(.string("a text of some length \(number)")),
        Datum(sortedKeys: [.string("key")], values: [.string("\(number)")]),
      ]
    }
    for datum in data + data { #expect(values.shared(datum) == datum) }
  }
}
