import Address
import OVSDB
import Replica

/// Which IPv4 addresses are used on the switches that allocate them: by ports that give them, and by
/// ports that they have been allocated to.
struct IPv4Uses {
  /// An address that a port has.
  struct Use: Hashable {
    let address: Int
    /// Whether it has been allocated, so that a port that gives it itself goes before.
    let isAllocated: Bool
  }

  private struct Slot: Hashable {
    let logicalSwitch: UUID
    let address: Int
  }

  private struct Place: Equatable {
    let logicalSwitch: UUID
    let uses: Set<Use>
  }

  private struct Users {
    var givers = 0
    var holders: Set<UUID> = []
    var isEmpty: Bool { givers == 0 && holders.isEmpty }
  }

  /// Where the search for a free address begins: all before are used or blocked.
  private struct Hint {
    let subnet: AddressSpace.Subnet
    var next: Int
  }

  private let log: FactLog
  private let slotFacts: ReplicaID
  private let switchFacts: ReplicaID
  private var users: [Slot: Users] = [:]
  private var places: [UUID: Place] = [:]
  private var hints: [UUID: Hint] = [:]

  init(log: FactLog) {
    self.log = log
    slotFacts = log.makeID()
    switchFacts = log.makeID()
  }

  /// The fact that changes with who has `address`.
  func fact(of address: Int, on logicalSwitch: UUID) -> Fact {
    Fact(Slot(logicalSwitch: logicalSwitch, address: address), in: slotFacts)
  }

  /// The fact that changes with the addresses that are used on a switch.
  func fact(of logicalSwitch: UUID) -> Fact { Fact(logicalSwitch, in: switchFacts) }

  /// How often `address` is given.
  func givers(of address: Int, on logicalSwitch: UUID) -> Int {
    users[Slot(logicalSwitch: logicalSwitch, address: address)]?.givers ?? 0
  }

  /// The port that `address` has been allocated to; of several, the one that keeps it.
  func holder(of address: Int, on logicalSwitch: UUID) -> UUID? {
    users[Slot(logicalSwitch: logicalSwitch, address: address)]?.holders.min()
  }

  /// The first address that nobody has.
  mutating func firstFree(on logicalSwitch: UUID, in subnet: AddressSpace.Subnet) -> Int? {
    var start = subnet.first
    if let hint = hints[logicalSwitch], hint.subnet == subnet { start = hint.next }
    let address = next(from: start, on: logicalSwitch, in: subnet)
    hints[logicalSwitch] = Hint(subnet: subnet, next: address ?? subnet.last + 1)
    return address
  }

  /// The first address from `start` on that nobody has; nothing if there is none.
  func next(
    from start: Int, on logicalSwitch: UUID, in subnet: AddressSpace.Subnet
  ) -> Int? {
    var address = start
    while address <= subnet.last {
      if let block = subnet.block(around: address) {
        address = block.upperBound + 1
      } else if users[Slot(logicalSwitch: logicalSwitch, address: address)] != nil {
        address += 1
      } else {
        return address
      }
    }
    return nil
  }

  /// Says which addresses `port` has on its switch.
  mutating func place(_ port: UUID, _ uses: Set<Use>, on logicalSwitch: UUID) {
    let before = places[port]
    let place = uses.isEmpty ? nil : Place(logicalSwitch: logicalSwitch, uses: uses)
    if before == place { return }
    places[port] = place
    let isSameSwitch = before?.logicalSwitch == place?.logicalSwitch
    let kept = isSameSwitch ? before?.uses.intersection(uses) ?? [] : []
    if let before {
      for use in before.uses where !kept.contains(use) {
        change(use, of: port, on: before.logicalSwitch, -1)
      }
    }
    for use in uses where !kept.contains(use) { change(use, of: port, on: logicalSwitch, 1) }
  }

  private mutating func change(_ use: Use, of port: UUID, on logicalSwitch: UUID, _ change: Int) {
    let slot = Slot(logicalSwitch: logicalSwitch, address: use.address)
    var entry = users[slot] ?? Users()
    if !use.isAllocated {
      entry.givers += change
    } else if change > 0 {
      entry.holders.insert(port)
    } else {
      entry.holders.remove(port)
    }
    users[slot] = entry.isEmpty ? nil : entry
    log.note(fact(of: use.address, on: logicalSwitch))
    log.note(fact(of: logicalSwitch))
    if entry.isEmpty, let hint = hints[logicalSwitch], use.address < hint.next {
      hints[logicalSwitch]?.next = max(use.address, hint.subnet.first)
    }
  }
}

extension IPPrefix {
  /// The IPv4 address as a number.
  var ipv4Number: Int? {
    guard case .v4(let address) = address else { return nil }
    return Int(address.bits)
  }
}
