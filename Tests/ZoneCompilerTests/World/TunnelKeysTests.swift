import Replica
import Testing

@testable import ZoneCompiler

@Suite("Tunnel keys")
struct TunnelKeysTests {
  private typealias Keys = TunnelKeys<String, Int>

  /// Gives `user` a key of 1…3 in the space "switch".
  private func assign(
    _ user: Int, _ keys: inout Keys, requested: Int? = nil, present: Int? = nil
  ) -> Keys.Assignment {
    keys.assign(to: user, in: "switch", requested: requested, present: present, range: 1...3) {
      _ in false
    }
  }

  @Test("are each user's own, as long as there are any")
  func distinct() {
    var keys = Keys(log: FactLog())
    #expect((1...4).map { assign($0, &keys).key } == [1, 2, 3, nil])
    keys.release(2)
    #expect(assign(4, &keys).key == 2)
    #expect((1...3).map { assign($0, &keys).key } == [1, nil, 3])
  }

  @Test("that are asked for go before those that are there, and those before new ones")
  func precedence() {
    var keys = Keys(log: FactLog())
    #expect(assign(1, &keys, present: 2).key == 2)
    #expect(assign(2, &keys, requested: 2) == Keys.Assignment(key: 2, evicted: 1))
    #expect(assign(3, &keys, requested: 2, present: 3) == .init(key: 3, isConflicting: true))
    #expect(assign(1, &keys, present: 2).key == 1)
  }

  @Test("become free where a user leaves its space, and those who wait there are told")
  func freed() {
    let log = FactLog()
    var keys = Keys(log: log)
    for user in 1...3 { _ = assign(user, &keys) }
    _ = log.take()
    let other = keys.assign(to: 2, in: "router", requested: nil, present: nil, range: 1...3) {
      _ in false
    }
    #expect(other.key == 2)
    #expect(log.take() == [keys.fact(of: "switch")])
    #expect(assign(4, &keys).key == 2)
  }
}
