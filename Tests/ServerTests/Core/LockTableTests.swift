import Testing

@testable import Server

@Suite("A table of locks")
struct LockTableTests {
  let first = SessionID(number: 1)
  let second = SessionID(number: 2)
  let third = SessionID(number: 3)

  @Test("gives a lock to who asks first, then to who waited longest")
  func order() {
    var locks = LockTable()
    let isFirstOwner = locks.lock("a", by: first)
    #expect(isFirstOwner)
    let isSecondOwner = locks.lock("a", by: second)
    #expect(!isSecondOwner)
    let isThirdOwner = locks.lock("a", by: third)
    #expect(!isThirdOwner)
    let afterSecond = locks.unlock("a", by: second)
    #expect(afterSecond == nil)
    let afterFirst = locks.unlock("a", by: first)
    #expect(afterFirst == .locked(third, "a"))
    #expect(locks.isOwned("a", by: third))
  }

  @Test("lets a lock be stolen, and gives it back")
  func steal() {
    var locks = LockTable()
    let isOwner = locks.lock("a", by: first)
    #expect(isOwner)
    let theft = locks.steal("a", by: second)
    #expect(theft == .stolen(first, "a"))
    #expect(!locks.isOwned("a", by: first))
    let restitution = locks.unlock("a", by: second)
    #expect(restitution == .locked(first, "a"))
  }

  @Test("gives up all that a session has when it goes")
  func removal() {
    var locks = LockTable()
    let ownsA = locks.lock("a", by: first)
    #expect(ownsA)
    let ownsB = locks.lock("b", by: first)
    #expect(ownsB)
    let ownsBToo = locks.lock("b", by: second)
    #expect(!ownsBToo)
    let notices = locks.removeAll(of: first)
    #expect(notices == [.locked(second, "b")])
    #expect(locks.count == 1)
  }
}
