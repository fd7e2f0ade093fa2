import Derive
import OVSDB
import Replica
import Seeded
import Testing

@testable import ZoneCompiler

@Suite("Scattered numbers")
struct ScatteredNumbersTests {
  /// A user with a place of the test's choice.
  private struct User: Scattered {
    let name: Int
    let scatter: UInt64

    static func < (left: Self, right: Self) -> Bool { left.name < right.name }
  }

  private func numbers(_ log: FactLog = FactLog()) -> ScatteredNumbers<Int, User> {
    ScatteredNumbers(log: log)
  }

  @Test("are each user's own, from 1 to 65535")
  func distinct() {
    var numbers = numbers()
    let users = (0..<500).map { User(name: $0, scatter: UInt64($0 % 7) + 65530) }
    for user in users { numbers.insert(user, in: 0) }
    let found = users.compactMap { numbers.number(of: $0, in: 0) }
    #expect(Set(found).count == 500)
    #expect(found.allSatisfy { 1...65535 ~= $0 })
  }

  @Test("do not depend on the order of coming and going", arguments: 0..<30 as Range<UInt64>)
  func independence(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let users = (0..<60).map {
      User(name: $0, scatter: UInt64.random(in: 0..<40, using: &generator) + 65510)
    }
    var worn = numbers()
    var present: Set<User> = []
    for _ in 0..<400 {
      let user = users[Int.random(in: users.indices, using: &generator)]
      if Bool.random(using: &generator) {
        worn.insert(user, in: 0)
        present.insert(user)
      } else {
        worn.remove(user, in: 0)
        present.remove(user)
      }
    }
    var fresh = numbers()
    for user in present.sorted(by: { $0.scatter < $1.scatter }) { fresh.insert(user, in: 0) }
    for user in users {
      #expect(worn.number(of: user, in: 0) == fresh.number(of: user, in: 0), "\(user)")
      #expect((worn.number(of: user, in: 0) != nil) == present.contains(user))
    }
  }

  @Test("of one space are not those of another")
  func spaces() {
    var numbers = numbers()
    let user = User(name: 0, scatter: 6)
    numbers.insert(user, in: 0)
    numbers.insert(User(name: 1, scatter: 6), in: 1)
    #expect(numbers.number(of: user, in: 0) == 7)
    #expect(numbers.number(of: user, in: 1) == nil)
    #expect(numbers.number(of: User(name: 1, scatter: 6), in: 1) == 7)
  }

  @Test("go to who waits when all were taken")
  func exhaustion() {
    var numbers = numbers()
    for name in 0..<65535 { numbers.insert(User(name: name, scatter: UInt64(name)), in: 0) }
    let last = User(name: 70000, scatter: 5)
    numbers.insert(last, in: 0)
    #expect(numbers.number(of: last, in: 0) == nil)
    numbers.remove(User(name: 9, scatter: 9), in: 0)
    #expect(numbers.number(of: last, in: 0) == 10)
  }

  @Test("that change are noted")
  func facts() {
    let log = FactLog()
    var numbers = numbers(log)
    let first = User(name: 0, scatter: 3)
    let second = User(name: 1, scatter: 3)
    numbers.insert(second, in: 0)
    _ = log.take()
    numbers.insert(first, in: 0)
    let expected: Set<Fact> = [numbers.fact(of: first, in: 0), numbers.fact(of: second, in: 0)]
    #expect(Set(log.take()) == expected)
  }
}
