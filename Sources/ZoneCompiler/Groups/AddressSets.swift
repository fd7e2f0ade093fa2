import Address
import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Rows of Address_Set: the operator's, the addresses of each group of ports, the virtual addresses of each
/// router, and the Ethernet address of service monitors. If the operator gives a set a name that another has,
/// the operator's counts.
extension World {
  private static let monitors = "svc_monitor_mac"
  private static let ipv4Suffix = "_ip4"
  private static let ipv6Suffix = "_ip6"

  /// The edits of the set of a name.
  func addressSet(_ name: String) -> ZoneEdits {
    let table = Southbound.AddressSet.table.name
    let present = first(name, in: sb.addressSetsByName)
    guard let set = addresses(ofSet: name) else {
      return [.southbound: present.map { [.delete(table, $0.uuid)] } ?? []]
    }
    guard let present else {
      var row = Southbound.AddressSet()
      row.name = name
      row.addresses = set
      return [.southbound: [.insert(table, columns(of: row, in: .southbound))]]
    }
    return [
      .southbound: memberEdits(
        table, present.uuid, "addresses", from: present.row.addresses, to: set)
    ]
  }

  /// What a set consists of; nothing if there is to be none of that name.
  private func addresses(ofSet name: String) -> Set<String>? {
    if let (_, row) = first(name, in: nb.addressSetsByName) { return row.addresses }
    if let group = group(ofSet: name), let row = first(group.name, in: nb.portGroupsByName) {
      return addresses(ofGroup: row.uuid, isIPv6: group.isIPv6)
    }
    if let set = RouterAddressSet(name), let addresses = addresses(of: set) { return addresses }
    return name == Self.monitors ? [serviceMonitorMAC] : nil
  }

  /// The group of ports whose addresses a set of that name is made of.
  private func group(ofSet name: String) -> (name: String, isIPv6: Bool)? {
    let isIPv6 = name.hasSuffix(Self.ipv6Suffix)
    guard isIPv6 || name.hasSuffix(Self.ipv4Suffix) else { return nil }
    return (String(name.dropLast(Self.ipv4Suffix.count)), isIPv6)
  }

  private func addresses(ofGroup group: UUID, isIPv6: Bool) -> Set<String> {
    var result: Set<String> = []
    for port in members(RosterKey(group, .ports)) {
      guard let row = row(port, in: nb.switchPorts) else { continue }
      let given = row.addresses.filter { DynamicRequest($0) == nil }
      for text in given + (dynamicAddresses(of: port, row).map { [$0] } ?? []) {
        guard let addresses = InterfaceAddresses(text) else { continue }
        for network in isIPv6 ? addresses.ipv6 : addresses.ipv4 { result.insert(network.address) }
      }
    }
    return result
  }

  /// The Ethernet address that probes of service monitors come from.
  var serviceMonitorMAC: String {
    let given = zone.options["svc_monitor_mac"].flatMap { MACAddress(parsing: $0) }
    return (given ?? madeUpMAC).description
  }

  /// Whether Northbound has what a set of that name is made of.
  func isNamed(addressSet name: String) -> Bool {
    if name == Self.monitors || nb.addressSetsByName[name] != nil { return true }
    if let set = RouterAddressSet(name), sb.datapathsByKey[set.key] != nil { return true }
    return group(ofSet: name).map { nb.portGroupsByName[$0.name] != nil } ?? false
  }

  /// The edits that make a set column of strings what it ought to be: the difference, not the set.
  func memberEdits(
    _ table: String, _ row: UUID, _ column: String, from present: Set<String>,
    to wanted: Set<String>
  ) -> [Edit] {
    var mutations: [Mutation] = []
    let gone = present.subtracting(wanted).sorted(by: precedes)
    let new = wanted.subtracting(present).sorted(by: precedes)
    if !gone.isEmpty { mutations.append(Mutation(column, .delete, .set(gone.map { .string($0) }))) }
    if !new.isEmpty { mutations.append(Mutation(column, .insert, .set(new.map { .string($0) }))) }
    if mutations.isEmpty { return [] }
    return [
      .operation(.mutate(table: table, where: [.uuid(equals: row)], mutations: mutations))
    ]
  }

  func followGroups() {
    rowWork.invalidate(.addressSet(Self.monitors))
    follow(nb.addressSets) { world, _, row in world.rowWork.invalidate(.addressSet(row.name)) }
    follow(sb.addressSets) { world, _, row in world.rowWork.invalidate(.addressSet(row.name)) }
    follow(nb.portGroups) { world, _, row in
      world.rowWork.invalidate(.addressSet(row.name + Self.ipv4Suffix))
      world.rowWork.invalidate(.addressSet(row.name + Self.ipv6Suffix))
    }
    follow(nb.portGroupOfPort) { world, port, group in
      let isMember = world.nb.portGroupOfPort.isOwner(group, of: port)
      _ = world.rosters.set(port, in: RosterKey(group, .ports), to: isMember)
    }
    followRouterAddressSets()
    follow(sb.portGroups) { world, uuid, _ in world.rowWork.invalidate(.portGroupRow(uuid)) }
  }
}
