import Testing

@testable import Interconnect

@Suite("Tunnel keys")
struct KeyAllocatorTests {
  @Test("are the lowest free ones")
  func lowest() {
    var keys = KeyAllocator()
    #expect(keys.reserve(for: "a", in: 1...9, from: 2) { $0 == 2 } == 3)
    #expect(keys.reserve(for: "b", in: 1...9, from: 2) { $0 == 2 } == 4)
  }

  @Test("stay with who has them, also when given back for a moment")
  func again() {
    var keys = KeyAllocator()
    #expect(keys.reserve(for: "a", in: 1...9, from: 1) { _ in false } == 1)
    #expect(keys.reserve(for: "b", in: 1...9, from: 1) { _ in false } == 2)
    keys.release("a")
    keys.release("b")
    #expect(keys.reserve(for: "b", in: 1...9, from: 1) { _ in false } == 2)
  }

  @Test("come from the bottom of the range once all others are used, and then there are none")
  func exhaustion() {
    var keys = KeyAllocator()
    #expect(keys.reserve(for: "a", in: 1...4, from: 3) { $0 > 1 } == 1)
    #expect(keys.reserve(for: "b", in: 1...4, from: 3) { $0 > 1 } == nil)
  }

  @Test("of fifty daemons that all lose the lowest to another are then nearly all different")
  func lostRaces() {
    let users = (1...50).map { "ts1-zone\($0)" }
    let second = users.compactMap { user in
      var keys = KeyAllocator()
      _ = keys.reserve(for: user, in: 1...32767, from: 1, spread: 1024) { _ in false }
      return keys.reserve(for: user, in: 1...32767, from: 1, spread: 1024) { $0 == 1 }
    }
    #expect(second.allSatisfy { 2...1025 ~= $0 })
    #expect(Set(second).count >= 40, "\(second)")
  }

  @Test("are found in a small range after a lost race, too", arguments: 1...20)
  func lostRaceInSmallRange(last: Int) {
    var keys = KeyAllocator()
    #expect(keys.reserve(for: "a", in: 1...last, from: 1, spread: 1024) { _ in false } == 1)
    let key = keys.reserve(for: "a", in: 1...last, from: 1, spread: 1024) { $0 == 1 }
    #expect(key.map((2...20).contains) ?? false == (last > 1))
  }
}
