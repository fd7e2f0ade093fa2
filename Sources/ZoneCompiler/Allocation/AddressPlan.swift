import Address
import Derive
import OVNModel
import OVSDB

/// What a port's dynamic addresses are to be, as far as the port alone decides.
enum AddressPlan: Equatable {
  /// They are known.
  case settled(String)
  /// It is its turn among the ports of its switch that want other addresses than they have.
  case pending(PendingAddresses)
}

/// What a port wants that is to be allocated addresses.
struct PendingAddresses: Equatable {
  /// An address that is given or stays, or that is to be allocated.
  enum Wish<Value: Equatable>: Equatable {
    case fixed(Value)
    case any
  }

  let mac: Wish<MACAddress>
  /// Nothing if the port has no IPv4 address.
  let ipv4: Wish<Int>?
  let ipv6: IPv6Plan
}

/// Where a port's IPv6 address comes from.
enum IPv6Plan: Equatable {
  case none
  case fixed(IPv6Address)
  /// From the Ethernet address.
  case derived(prefix: UInt64)

  func address(of mac: MACAddress) -> IPv6Address? {
    switch self {
    case .none: nil
    case .fixed(let address): address
    case .derived(let prefix): mac.eui64(in: prefix)
    }
  }
}

/// The addresses of a port as `dynamic_addresses` has them.
func addressText(_ mac: MACAddress, _ ipv4: Int?, _ ipv6: IPv6Address?) -> String {
  let words = [
    mac.description, ipv4.map { IPv4Address(bits: UInt32(truncatingIfNeeded: $0)).description },
    ipv6?.description,
  ]
  return words.compactMap { $0 }.joined(separator: " ")
}

/// What becomes of the addresses that a port has been allocated: they stay unless the operator wants
/// others, or they do not fit the switch any more, or somebody who goes before has them.
extension World {
  /// The plan for a port on a switch that allocates, unless a router is at its other end.
  func deriveAddressPlan(_ port: UUID) -> AddressPlan? {
    var roster: [RosterKey] = []
    defer { pendingPorts.place(port, in: roster) }
    guard let row = row(port, in: nb.switchPorts), let request = row.dynamicRequests.first,
      let logicalSwitch = owner(of: port, in: nb.switchOfPort),
      let space = addressSpaces[logicalSwitch], routerPort(of: port) == nil
    else { return nil }
    var plan = begin(request, space)
    if let text = row.dynamicAddresses {
      let present = PortAddresses(parsing: text)
      plan = revise(present, request, of: port, on: logicalSwitch, space)
      if let text = settle(plan, present, row) { return .settled(text) }
    }
    roster = [RosterKey(logicalSwitch, .ports)]
    return .pending(plan)
  }

  /// Plans for ports that have come, before anybody asks who of them is pending.
  func planAddresses() {
    while let port = unplannedPorts.popFirst() { _ = addressPlans.current(port) }
  }

  /// What a port wants that has nothing yet.
  private func begin(_ request: DynamicRequest, _ space: AddressSpace) -> PendingAddresses {
    PendingAddresses(
      mac: request.mac.map { .fixed($0) } ?? .any,
      ipv4: request.ipv4Number.map { .fixed($0) } ?? (space.subnet == nil ? nil : .any),
      ipv6: request.ipv6.map { .fixed($0) }
        ?? space.ipv6Prefix.map { .derived(prefix: $0) } ?? .none)
  }

  /// What a port wants that has been allocated addresses before, nothing of which may be readable.
  private func revise(
    _ present: PortAddresses?, _ request: DynamicRequest, of port: UUID, on logicalSwitch: UUID,
    _ space: AddressSpace
  ) -> PendingAddresses {
    let mac = revisedMAC(present?.mac, request)
    let ipv4 = present?.ipv4.first?.ipv4Number
    let ipv6 = present?.ipv6.first.flatMap { prefix -> IPv6Address? in
      guard case .v6(let address) = prefix.address else { return nil }
      return address
    }
    return PendingAddresses(
      mac: mac,
      ipv4: space.subnet.map { revisedIPv4(ipv4, request, of: port, on: logicalSwitch, $0) },
      ipv6: space.ipv6Prefix.map {
        revisedIPv6(ipv6, request, keepsMAC: mac == present.map { .fixed($0.mac) }, prefix: $0)
      } ?? .none)
  }

  private func revisedMAC(
    _ present: MACAddress?, _ request: DynamicRequest
  ) -> PendingAddresses.Wish<MACAddress> {
    if let mac = request.mac { return .fixed(mac) }
    guard let present, macPrefix.isPrefix(of: present) else { return .any }
    return .fixed(present)
  }

  private func revisedIPv4(
    _ present: Int?, _ request: DynamicRequest, of port: UUID, on logicalSwitch: UUID,
    _ subnet: AddressSpace.Subnet
  ) -> PendingAddresses.Wish<Int> {
    guard let present, mayHave(present, port, on: logicalSwitch, subnet) else { return .any }
    guard let given = request.ipv4Number, given != present else {
      return .fixed(present)
    }
    return mayHave(given, port, on: logicalSwitch, subnet) ? .fixed(given) : .any
  }

  /// Whether `address` can be the port's: nobody gives it, and no port before this one has it.
  private func mayHave(
    _ address: Int, _ port: UUID, on logicalSwitch: UUID, _ subnet: AddressSpace.Subnet
  ) -> Bool {
    guard subnet.isAllocatable(address) else { return false }
    reads.note(ipv4Uses.fact(of: address, on: logicalSwitch))
    if ipv4Uses.givers(of: address, on: logicalSwitch) > 0 { return false }
    return ipv4Uses.holder(of: address, on: logicalSwitch).map { $0 >= port } ?? true
  }

  private func revisedIPv6(
    _ present: IPv6Address?, _ request: DynamicRequest, keepsMAC: Bool, prefix: UInt64
  ) -> IPv6Plan {
    guard let present, request.mac == nil else { return .derived(prefix: prefix) }
    if request.givesIP {
      // As northd has it: bits of the prefix that are zero may be anything.
      guard let given = request.ipv6, given.high & prefix == prefix else {
        return .derived(prefix: prefix)
      }
      return .fixed(given)
    }
    return keepsMAC ? .fixed(present) : .derived(prefix: prefix)
  }

  /// The port's addresses, if it keeps its Ethernet and its IPv4 address, or loses the latter.
  private func settle(
    _ plan: PendingAddresses, _ present: PortAddresses?, _ row: Northbound.LogicalSwitchPort
  ) -> String? {
    guard let present, plan.mac == .fixed(present.mac) else { return nil }
    let ipv6 = plan.ipv6.address(of: present.mac)
    var ipv4: Int?
    if let wish = plan.ipv4 {
      guard case .fixed(let address) = wish, address == present.ipv4.first?.ipv4Number else {
        return nil
      }
      ipv4 = address
    }
    let isSame =
      present.ipv6.first?.address == ipv6.map { .v6($0) } && (ipv4 != nil) == !present.ipv4.isEmpty
    return isSame ? row.dynamicAddresses : addressText(present.mac, ipv4, ipv6)
  }
}
