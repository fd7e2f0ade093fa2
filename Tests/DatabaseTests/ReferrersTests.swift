import OVSDB
import Seeded
import Testing

@testable import Database

@Suite("Who refers weakly to a row")
struct ReferrersTests {
  private static let target = UUID(high: 1, low: 1)

  @Test("is told as by a set, of one and of many", arguments: [1, 2, 8, 9, 40])
  func agreesWithSet(_ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let candidates = (0..<count).map { number in
      Referrer(
        UUID(high: 0, low: UInt64(number / 3)), table: number % 2, column: 4,
        key: number % 3 == 0 ? .uuid(Self.target) : .string("\(number)"), to: Self.target)
    }
    let other = UUID(high: 2, low: 2)
    var referrers = Referrers()
    referrers.insert(candidates[0], to: other)
    var model: Set<Referrer> = []
    for step in 0..<1000 {
      let referrer = candidates[.random(in: 0..<count, using: &generator)]
      if Int.random(in: 0..<4, using: &generator) < (step / 250 % 2 == 0 ? 3 : 1) {
        referrers.insert(referrer, to: Self.target)
        model.insert(referrer)
      } else {
        referrers.remove(referrer, to: Self.target)
        model.remove(referrer)
      }
      #expect(referrers.count == model.count + 1)
      #expect(Set(referrers[Self.target]) == model)
      #expect(referrers[Self.target].count == model.count)
    }
    #expect(referrers[other] == [candidates[0]])
  }

  @Test("is known with the key of the element that refers")
  func keys() {
    for key: Atom in [.uuid(Self.target), .uuid(.zero), .string("a"), .integer(3)] {
      let referrer = Referrer(.zero, table: 0, column: 2, key: key, to: Self.target)
      #expect(referrer.key(to: Self.target) == key)
    }
  }

  @Test("takes little room")
  func size() {
    #expect(MemoryLayout<Referrer>.stride == 32)
    #expect(MemoryLayout<DatabaseRow.Cell>.stride == 24)
  }
}
