import OVSDB
import Seeded
import Testing

@testable import Database

@Suite("The elements of a column")
struct ElementsTests {
  @Test("are those of a dictionary that saw the same changes", arguments: 0..<40)
  func agreesWithDictionary(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let range: Int64 = [8, 100, 1000, 6000][Int(seed % 4)]
    var datum = Datum()
    var model: [Int64: Int64] = [:]
    for _ in 0..<(2 * range) {
      let key = Int64.random(in: 0..<range, using: &generator)
      let value = Int64.random(in: 0..<4, using: &generator)
      if Int.random(in: 0..<5, using: &generator) < (model.count < range / 2 ? 4 : 1) {
        datum.insert(.integer(key), .integer(value))
        model[key] = value
      } else {
        datum.remove(.integer(key))
        model[key] = nil
      }
    }
    let expected = model.sorted { $0.key < $1.key }
    #expect(datum.count == expected.count)
    #expect(datum.pairs.map(\.key) == expected.map { .integer($0.key) })
    #expect(datum.pairs.map(\.value) == expected.map { .integer($0.value) })
    #expect(model.allSatisfy { datum.value(of: .integer($0)) == .integer($1) })
    #expect(!datum.contains(.integer(range)))
  }

  @Test("differ by what was changed, whatever is shared", arguments: 0..<60)
  func difference(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let range: Int64 = [8, 300, 9000][Int(seed % 3)]
    let type = ColumnType.map(.integer(), .integer())
    let numbers = (0..<range).filter { _ in Bool.random(using: &generator) }.map(Atom.integer)
    let old = Datum(sortedKeys: numbers, values: numbers)
    var new = old
    for _ in 0..<Int.random(in: 0..<30, using: &generator) {
      let key = Atom.integer(.random(in: 0..<range, using: &generator))
      if Bool.random(using: &generator) {
        new.insert(key, .integer(.random(in: 0..<3, using: &generator)))
      } else {
        new.remove(key)
      }
    }
    // Without anything shared, the same difference must be found.
    let rebuilt = Datum(sortedKeys: new.pairs.map(\.key), values: new.pairs.compactMap(\.value))
    #expect(rebuilt == new)
    let difference = old.difference(to: new, type)
    #expect(difference == old.difference(to: rebuilt, type))
    #expect(try old.applying(difference: difference, type) == new)
    #expect((difference.isEmpty) == (old == new))
  }

  @Test("of a large set are compared, after one addition, without a look at the others")
  func sharing() {
    let atoms = (0..<20_000).map { Atom.uuid(UUID(high: UInt64($0), low: 0)) }
    let old = Datum(sortedKeys: atoms, values: [])
    var new = old
    new.insert(.uuid(UUID(high: 9_999, low: 1)))
    guard case .elements(let left) = old.storage, case .elements(let right) = new.storage else {
      Issue.record("a large set has no tree")
      return
    }
    let shared = Set(left.nodes.map(ObjectIdentifier.init))
    let made = right.nodes.filter { !shared.contains(ObjectIdentifier($0)) }
    // A path from the root to a leaf, and the second half of a leaf that was full.
    #expect(made.count <= 4)
  }
}

extension Elements {
  fileprivate var nodes: [Elements] { [self] + children.flatMap(\.nodes) }
}
