import OVSDB
import Replica

/// What switches are told, at the router's ports on them, of the addresses outside of the router's rules.
///
/// Whoever derives a rule's flows says what that is, so that a rule that changes costs no look at the
/// router's others.
struct AnnouncedRules {
  /// What is told of a rule at a port.
  enum Announcement: Equatable {
    /// An address that is translated on the port's gateway chassis.
    case central(String)
    /// `MAC IP is_chassis_resident(…)` of one that is translated on a machine's chassis.
    case distributed(String)
  }

  private struct Port {
    var central: [UUID: String] = [:]
    var distributed: Set<String> = []
    /// How many rules tell each of ``distributed``.
    var counts: [String: Int] = [:]
  }

  private let log: FactLog
  private let facts: ReplicaID
  private var ports: [UUID: Port] = [:]
  private var announcements: [UUID: [UUID: Announcement]] = [:]

  init(log: FactLog) {
    self.log = log
    facts = log.makeID()
  }

  /// The addresses that are translated on a port's gateway chassis, in the order of their rules' UUIDs.
  func central(at port: UUID) -> [String] {
    (ports[port]?.central ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  /// What is told of the addresses that are translated elsewhere.
  func distributed(at port: UUID) -> Set<String> { ports[port]?.distributed ?? [] }

  /// The fact that changes with what is told at a port.
  func fact(of port: UUID) -> Fact { Fact(port, in: facts) }

  /// Notes what is told of a rule, by the ports where it is.
  mutating func set(_ new: [UUID: Announcement], of rule: UUID) {
    let old = announcements[rule] ?? [:]
    if old == new { return }
    announcements[rule] = new.isEmpty ? nil : new
    for (port, announcement) in old where new[port] != announcement {
      remove(announcement, of: rule, at: port)
    }
    for (port, announcement) in new where old[port] != announcement {
      insert(announcement, of: rule, at: port)
    }
  }

  private mutating func insert(_ announcement: Announcement, of rule: UUID, at port: UUID) {
    switch announcement {
    case .central(let address): ports[port, default: Port()].central[rule] = address
    case .distributed(let text):
      ports[port, default: Port()].counts[text, default: 0] += 1
      ports[port]?.distributed.insert(text)
    }
    log.note(fact(of: port))
  }

  private mutating func remove(_ announcement: Announcement, of rule: UUID, at port: UUID) {
    switch announcement {
    case .central: ports[port]?.central[rule] = nil
    case .distributed(let text):
      let count = ports[port]?.counts[text] ?? 0
      ports[port]?.counts[text] = count > 1 ? count - 1 : nil
      if count <= 1 { ports[port]?.distributed.remove(text) }
    }
    if let rest = ports[port], rest.central.isEmpty, rest.distributed.isEmpty { ports[port] = nil }
    log.note(fact(of: port))
  }
}
