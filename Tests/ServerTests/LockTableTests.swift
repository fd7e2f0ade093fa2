import Testing

@testable import Server

@Suite("A table of locks")
struct LockTableTests {
  let (first, second, third) = (
    SessionID(number: 1), SessionID(number: 2), SessionID(number: 3)
  )

  @Test("gives a lock to who asks first, then to who waited longest")
  func order() {
    var locks = LockTable()
    #expect(locks.lock("a", by: first))
    #expect(!locks.lock("a", by: second))
    #expect(!locks.lock("a", by: third))
    #expect(locks.unlock("a", by: second) == nil)
    #expect(locks.unlock("a", by: first) == .locked(third, "a"))
    #expect(locks.isOwned("a", by: third))
  }

  @Test("lets a lock be stolen, and gives it back")
  func steal() {
    var locks = LockTable()
    #expect(locks.lock("a", by: first))
    #expect(locks.steal("a", by: second) == .stolen(first, "a"))
    #expect(!locks.isOwned("a", by: first))
    #expect(locks.unlock("a", by: second) == .locked(first, "a"))
  }

  @Test("gives up all that a session has when it goes")
  func removal() {
    var locks = LockTable()
    #expect(locks.lock("a", by: first))
    #expect(locks.lock("b", by: first))
    #expect(!locks.lock("b", by: second))
    #expect(locks.removeAll(of: first) == [.locked(second, "b")])
    #expect(locks.count == 1)
  }
}
