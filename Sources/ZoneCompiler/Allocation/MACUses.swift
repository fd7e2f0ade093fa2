import Address
import OVSDB
import Replica

/// Which Ethernet addresses with the prefix that is allocated from are used.
struct MACUses {
  private let log: FactLog
  private let facts: ReplicaID
  private var users: [MACAddress: Set<UUID>] = [:]
  private var places: [UUID: Set<MACAddress>] = [:]

  init(log: FactLog) {
    self.log = log
    facts = log.makeID()
  }

  /// The fact that changes with the first user of `mac` or the last.
  func fact(of mac: MACAddress) -> Fact { Fact(mac, in: facts) }

  /// Whether somebody else than `user` has the address.
  func isUsed(_ mac: MACAddress, besides user: UUID? = nil) -> Bool {
    guard let users = users[mac] else { return false }
    return users.contains { $0 != user }
  }

  /// Says which addresses `user` has.
  mutating func place(_ user: UUID, _ macs: Set<MACAddress>) {
    let before = places[user] ?? []
    if before == macs { return }
    places[user] = macs.isEmpty ? nil : macs
    for mac in before.subtracting(macs) {
      users[mac]?.remove(user)
      if users[mac]?.isEmpty == true {
        users[mac] = nil
        log.note(fact(of: mac))
      }
    }
    for mac in macs.subtracting(before) {
      if users[mac] == nil { log.note(fact(of: mac)) }
      users[mac, default: []].insert(user)
    }
  }
}
