import Seeded
import Testing

@testable import Derive

@Suite("Dependencies")
struct DependenciesTests {
  @Test("name each reader of a fact, however many there are")
  func readers() {
    var dependencies = Dependencies<String, Int>()
    dependencies.record("a", reads: [1, 2])
    dependencies.record("b", reads: [2, 3])
    dependencies.record("c", reads: [2])
    #expect(dependencies.readers(of: 1) == ["a"])
    #expect(dependencies.readers(of: 2) == ["a", "b", "c"])
    #expect(dependencies.readers(of: 4) == [])
  }

  @Test("forget a reader that reads the fact no longer")
  func readersShrink() {
    var dependencies = Dependencies<String, Int>()
    for name in ["a", "b", "c"] { dependencies.record(name, reads: [1]) }
    dependencies.record("b", reads: [2])
    #expect(dependencies.readers(of: 1) == ["a", "c"])
    dependencies.remove("a")
    dependencies.record("c", reads: [])
    #expect(dependencies.readers(of: 1) == [])
    #expect(dependencies.readers.count == 1)
  }

  @Test("take no more room after rounds of insertions and removals")
  func roomIsReused() {
    var dependencies = Dependencies<Int, Int>()
    for round in 0..<50 {
      for key in 0..<100 { dependencies.record(round * 100 + key, reads: [key, round, 7]) }
      for key in 0..<100 { dependencies.remove(round * 100 + key) }
    }
    #expect(dependencies.count == 0)
    #expect(dependencies.makeNumber(for: 0) < 100)
    #expect(dependencies.readers.count == 0)
  }

  @Test("agree with a plain table of who reads what", arguments: 0..<20 as Range<UInt64>)
  func agreesWithModel(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var dependencies = Dependencies<Int, Int>()
    var model: [Int: Set<Int>] = [:]
    for _ in 0..<400 {
      let key = Int.random(in: 0..<12, using: &generator)
      if Int.random(in: 0..<4, using: &generator) == 0 {
        dependencies.remove(key)
        model[key] = nil
      } else {
        let facts = Set((0..<3).map { _ in Int.random(in: 0..<8, using: &generator) })
        dependencies.record(key, reads: Array(facts))
        model[key] = facts
      }
      let fact = Int.random(in: 0..<8, using: &generator)
      #expect(dependencies.readers(of: fact) == Set(model.filter { $0.value.contains(fact) }.keys))
    }
    #expect(Set(dependencies.recordedKeys) == Set(model.keys))
  }
}

@Suite("Reads")
struct ReadsTests {
  @Test("hold each fact once", arguments: [0, 1, 16, 17, 18, 500])
  func once(count: Int) {
    let reads = Reads<Int>()
    for _ in 0..<2 { for fact in 0..<count { reads.note(fact) } }
    #expect(reads.take().sorted() == Array(0..<count))
    #expect(reads.take() == [])
  }
}

extension Dependencies {
  func readers(of fact: Fact) -> Set<Key> {
    var found: Set<Key> = []
    forEachReader(of: fact) { found.insert($0) }
    return found
  }
}
