import Seeded
import Testing

@testable import Derive

@Suite("A derivation")
struct DerivationTests {
  @Test("runs once for a change, and only where it was read")
  func oneRunPerChange() {
    var sums = Sums()
    for key in 0..<100 { sums.parts[key] = [key, key + 1] }
    for value in 0...100 { sums.values[value] = value }
    sums.nameAll()
    #expect(sums.update() == 100)
    sums.set(value: 0, to: 5)
    #expect(sums.update() == 1)
    #expect(sums.derivation.outputs[0] == 6)
    sums.set(value: 50, to: 7)
    #expect(sums.update() == 2)
    #expect(sums.update() == 0)
  }

  @Test("reports a result only if it is not what it was")
  func unchangedResultIsNoChange() {
    var derivation = Derivation<Int, Int, Bool>()
    let reads = Reads<Int>()
    var value = 3
    func derive(_ key: Int) -> Bool? {
      reads.note(1)
      return value > 0
    }
    derivation.invalidate(1)
    #expect(derivation.update(reads: reads, derive: derive).map(\.new) == [true])
    value = 4
    derivation.invalidate(readersOf: 1)
    #expect(derivation.update(reads: reads, derive: derive).isEmpty)
    #expect(derivation.runs == 2)
  }

  @Test("derives a key without a result again when its reads change")
  func missingResult() {
    var derivation = Derivation<Int, Int, Int>()
    let reads = Reads<Int>()
    var value: Int?
    func derive(_ key: Int) -> Int? {
      reads.note(9)
      return value
    }
    derivation.invalidate(1)
    #expect(derivation.update(reads: reads, derive: derive).isEmpty)
    value = 2
    derivation.invalidate(readersOf: 9)
    let changes = derivation.update(reads: reads, derive: derive)
    #expect(changes.map(\.old) == [nil])
    #expect(changes.map(\.new) == [2])
  }

  @Test("keeps nothing about a key that is gone")
  func forgetsGoneKeys() {
    var derivation = Derivation<Int, Int, Int>()
    let reads = Reads<Int>()
    var isGone = false
    func update() -> Int {
      derivation.update(
        reads: reads, isGone: { _ in isGone },
        derive: { key in
          reads.note(key)
          return isGone ? nil : key
        }
      ).count
    }
    for key in 0..<10 { derivation.invalidate(key) }
    #expect(update() == 10)
    isGone = true
    derivation.invalidateAll()
    derivation.invalidate(77)
    #expect(update() == 10)
    #expect(derivation.keys.isEmpty)
    #expect(derivation.outputs.isEmpty)
    derivation.invalidate(readersOf: 3)
    #expect(update() == 0)
    #expect(derivation.runs == 21)
  }

  @Test("agrees with a recompute after random edits", arguments: 0..<30 as Range<UInt64>)
  func agreesWithRecompute(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var sums = Sums()
    for _ in 0..<200 {
      let key = Int.random(in: 0..<10, using: &generator)
      let value = Int.random(in: 0..<6, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: sums.set(value: value, to: Int.random(in: 0..<4, using: &generator))
      case 1: sums.set(value: value, to: nil)
      default: sums.set(parts: [value, (value + 2) % 6], of: key)
      }
      if Bool.random(using: &generator) { _ = sums.update() }
    }
    _ = sums.update()
    var fresh = Sums()
    fresh.values = sums.values
    fresh.parts = sums.parts
    fresh.nameAll()
    _ = fresh.update()
    #expect(sums.derivation.outputs == fresh.derivation.outputs)
  }
}

/// Sums of values; a sum is missing while one of its values is.
private struct Sums {
  enum Fact: Hashable {
    case value(Int)
    case parts(Int)
  }

  var values: [Int: Int] = [:]
  var parts: [Int: [Int]] = [:]
  var derivation = Derivation<Int, Fact, Int>()
  let reads = Reads<Fact>()

  mutating func set(value: Int, to number: Int?) {
    values[value] = number
    derivation.invalidate(readersOf: .value(value))
  }

  mutating func set(parts list: [Int], of key: Int) {
    parts[key] = list
    derivation.invalidate(key)
  }

  mutating func nameAll() { for key in parts.keys { derivation.invalidate(key) } }

  /// How many sums have been computed.
  mutating func update() -> Int {
    let before = derivation.runs
    let (values, parts, reads) = (values, parts, reads)
    _ = derivation.update(reads: reads) { key in
      reads.note(.parts(key))
      return (parts[key] ?? []).reduce(0 as Int?) { sum, part in
        reads.note(.value(part))
        guard let sum, let value = values[part] else { return nil }
        return sum + value
      }
    }
    return derivation.runs - before
  }
}
