import CompactCollections
import Seeded
import Testing

@Suite("A table of numbers")
struct NumberTableTests {
  /// A number for each thing; things of the same remainder have the same hash.
  private struct Things {
    var names: [Int] = []
    var table = NumberTable()
    let hashes: Int

    func hash(_ name: Int) -> Int {
      var hasher = Hasher()
      hasher.combine(name % hashes)
      return hasher.finalize()
    }

    func number(of name: Int) -> NumberTable.Number? {
      table.first(under: hash(name)) { names[Int($0)] == name }
    }
  }

  @Test("finds what a dictionary would, though hashes are the same", arguments: [1, 7, 1_000_000])
  func sameAsDictionary(hashes: Int) {
    var generator = SeededGenerator(seed: UInt64(hashes))
    var things = Things(names: Array(0..<500), hashes: hashes)
    var expected: Set<Int> = []
    // More removals than insertions at times, so that places are vacated and taken again.
    for step in 0..<6_000 {
      let name = Int.random(in: 0..<500, using: &generator)
      let isRemoved = Int.random(in: 0..<4, using: &generator) < (step / 1_000 % 2 == 0 ? 1 : 3)
      if isRemoved {
        let wasThere = things.table.remove(.init(name), under: things.hash(name))
        #expect(wasThere == (expected.remove(name) != nil))
      } else if expected.insert(name).inserted {
        things.table.insert(.init(name), under: things.hash(name))
      }
    }
    #expect(things.table.count == expected.count)
    #expect(Set(things.table.all.map(Int.init)) == expected)
    for name in 0..<500 {
      #expect(things.number(of: name) == (expected.contains(name) ? .init(name) : nil))
    }
  }

  @Test("is without numbers at first, and after the last has gone")
  func emptiness() {
    var table = NumberTable()
    #expect(table.first(under: 0) { _ in true } == nil)
    var wasThere = table.remove(0, under: 0)
    #expect(!wasThere)
    for hash in [0, -1, Int.max] { table.insert(7, under: hash) }
    for hash in [0, -1, Int.max] {
      wasThere = table.remove(7, under: hash)
      #expect(wasThere)
    }
    #expect(table.count == 0)
    #expect(Array(table.all).isEmpty)
  }
}
