import Address
import Derive
import OVNModel
import OVSDB

/// The Ethernet and the IPv4 address that a port gets.
struct AllocatedAddresses: Equatable {
  let mac: MACAddress
  let ipv4: Int?
}

/// What the ports of a switch get that want other addresses than they have, one after another in the order
/// of their UUIDs.
extension World {
  func deriveAllocations(on logicalSwitch: UUID) -> [UUID: AllocatedAddresses]? {
    var allocations: [UUID: AllocatedAddresses] = [:]
    var macs: Set<MACAddress> = []
    defer { pendingMACs.place(logicalSwitch, macs) }
    let problem = ProblemKey(row: logicalSwitch, aspect: "allocations")
    let roster = RosterKey(logicalSwitch, .ports)
    reads.note(pendingPorts.fact(of: roster))
    let ports = pendingPorts.members(roster).sorted()
    guard !ports.isEmpty else {
      report([], of: problem)
      return nil
    }
    var problems: [String] = []
    var addresses = FreeAddresses(
      self, on: logicalSwitch, in: addressSpaces[logicalSwitch]?.subnet)
    for port in ports {
      guard case .pending(let plan) = addressPlans[port] else { continue }
      let ipv4 = plan.ipv4.flatMap { addresses.take($0) }
      if plan.ipv4 != nil, ipv4 == nil {
        problems = ["\(logicalSwitch): Subnet address space has been exhausted."]
      }
      guard let mac = take(plan.mac, for: ipv4, on: logicalSwitch, besides: macs) else {
        problems.append("MAC address space exhausted.")
        continue
      }
      macs.insert(mac)
      allocations[port] = AllocatedAddresses(mac: mac, ipv4: ipv4)
    }
    report(problems, of: problem)
    return allocations
  }

  /// The Ethernet address that is wished for, or the first free one from that on that is made of the IPv4
  /// address.
  private func take(
    _ wish: PendingAddresses.Wish<MACAddress>, for ipv4: Int?, on logicalSwitch: UUID,
    besides taken: Set<MACAddress>
  ) -> MACAddress? {
    if case .fixed(let mac) = wish { return mac }
    let prefix = macPrefix
    for distance in 0..<MACPrefix.capacity {
      let mac = prefix.address(((ipv4 ?? 0) & 0xFF_FFFF) + distance)
      reads.note(macUses.fact(of: mac))
      reads.note(pendingMACs.fact(of: mac))
      if !taken.contains(mac), !macUses.isUsed(mac),
        !pendingMACs.isUsed(mac, besides: logicalSwitch)
      {
        return mac
      }
    }
    return nil
  }
}

/// The IPv4 addresses of a switch that are free, while ports get some of them.
private struct FreeAddresses {
  private let world: World
  private let logicalSwitch: UUID
  private let subnet: AddressSpace.Subnet?
  private var taken: Set<Int> = []
  /// The first address that may be free; nothing if none is, or none has been asked for.
  private var next: Int?

  init(_ world: World, on logicalSwitch: UUID, in subnet: AddressSpace.Subnet?) {
    self.world = world
    self.logicalSwitch = logicalSwitch
    self.subnet = subnet
    world.reads.note(world.ipv4Uses.fact(of: logicalSwitch))
    next = subnet.flatMap { world.ipv4Uses.firstFree(on: logicalSwitch, in: $0) }
  }

  mutating func take(_ wish: PendingAddresses.Wish<Int>) -> Int? {
    switch wish {
    case .fixed(let address):
      taken.insert(address)
      return address
    case .any:
      guard let subnet, let start = next else { return nil }
      next = start
      while let address = next, taken.contains(address) {
        next = world.ipv4Uses.next(from: address + 1, on: logicalSwitch, in: subnet)
      }
      if let address = next { taken.insert(address) }
      return next
    }
  }
}
