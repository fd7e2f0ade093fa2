import OVSDB
import Replica

/// The virtual addresses that routers answer for, each once, however many balancers have it.
///
/// Whoever derives a balancer's flows on a router says which they are, so that a balancer that changes
/// costs no look at the router's others.
struct AnsweredAddresses {
  /// Whose addresses, and of which family.
  struct Space: Hashable {
    let router: UUID
    let isIPv6: Bool
  }

  private struct Part: Hashable {
    let balancer: UUID
    let router: UUID
  }

  private let log: FactLog
  private let memberFacts: ReplicaID
  private let occupancyFacts: ReplicaID
  private var counts: [Space: [String: Int]] = [:]
  private var parts: [Part: [VirtualAddresses.Address]] = [:]

  init(log: FactLog) {
    self.log = log
    memberFacts = log.makeID()
    occupancyFacts = log.makeID()
  }

  /// The texts of the addresses.
  func addresses(in space: Space) -> Set<String> { Set((counts[space] ?? [:]).keys) }

  func isEmpty(_ space: Space) -> Bool { counts[space] == nil }

  /// The fact that changes with the addresses.
  func fact(of space: Space) -> Fact { Fact(space, in: memberFacts) }

  /// The fact that changes when the first comes or the last goes.
  func occupancy(of space: Space) -> Fact { Fact(space, in: occupancyFacts) }

  /// Notes which addresses of a balancer a router answers for, each once.
  mutating func set(_ addresses: [VirtualAddresses.Address], of balancer: UUID, on router: UUID) {
    let part = Part(balancer: balancer, router: router)
    let before = parts[part] ?? []
    if before == addresses { return }
    parts[part] = addresses.isEmpty ? nil : addresses
    // What stays must not go in between.
    for address in addresses { insert(address.text, address.space(of: router)) }
    for address in before { remove(address.text, address.space(of: router)) }
  }

  private mutating func insert(_ text: String, _ space: Space) {
    if counts[space] == nil { log.note(occupancy(of: space)) }
    counts[space, default: [:]][text, default: 0] += 1
    if counts[space]?[text] == 1 { log.note(fact(of: space)) }
  }

  private mutating func remove(_ text: String, _ space: Space) {
    guard let count = counts[space]?[text] else { return }
    counts[space]?[text] = count == 1 ? nil : count - 1
    if count == 1 { log.note(fact(of: space)) }
    guard counts[space]?.isEmpty == true else { return }
    counts[space] = nil
    log.note(occupancy(of: space))
  }
}

extension VirtualAddresses.Address {
  fileprivate func space(of router: UUID) -> AnsweredAddresses.Space {
    AnsweredAddresses.Space(router: router, isIPv6: isIPv6)
  }
}
