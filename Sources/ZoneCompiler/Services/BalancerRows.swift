import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Rows of Load_Balancer: the balancers of switches, which chassis know for hairpin traffic.
extension World {
  private static let columns: Set<String> = [
    "name", "vips", "protocol", "datapaths", "options", "external_ids",
  ]

  /// The edits of a balancer's row.
  func balancerRow(_ uuid: UUID) -> ZoneEdits {
    let table = Southbound.LoadBalancer.table.name
    let present = rows(uuid, in: sb.balancersByNorthbound)
    let switches = switches(ofBalancer: uuid)
    guard let balancer = row(uuid, in: nb.loadBalancers), !switches.isEmpty else {
      return [.southbound: present.map { .delete(table, $0.uuid) }]
    }
    var wanted = Southbound.LoadBalancer()
    wanted.name = balancer.name
    wanted.vips = balancers[uuid]?.chassisVIPs ?? balancer.vips
    wanted.protocol = balancer.protocol
    wanted.options = balancer.options
    wanted.options["hairpin_orig_tuple"] = "true"
    wanted.externalIDs = [Key.balancer: uuid.description]
    var edits = present.dropFirst().map { Edit.delete(table, $0.uuid) }
    let group = group(of: switches, for: uuid, present.first?.row.datapathGroup, &edits)
    guard let (kept, row) = present.first else {
      wanted.datapathGroup = group
      edits.append(
        .insert(
          table, columns(of: wanted, in: .southbound), uuid: freeRow(uuid, in: sb.loadBalancers)))
      return [.southbound: edits]
    }
    var columns = differences(from: row, to: wanted, in: .southbound, columns: Self.columns)
    if row.datapathGroup != group { columns["datapath_group"] = group.json }
    if !columns.isEmpty { edits.append(.update(table, kept, columns)) }
    return [.southbound: edits]
  }

  /// The edits of a row that stands for nothing.
  func strayBalancer(_ uuid: UUID) -> ZoneEdits {
    guard let row = row(uuid, in: sb.loadBalancers), row.northboundUUID == nil else { return [:] }
    return [.southbound: [.delete(Southbound.LoadBalancer.table.name, uuid)]]
  }

  /// The rows of the switches that have a balancer, of their own or from their routers.
  private func switches(ofBalancer uuid: UUID) -> [UUID] {
    var switches = Set(members(RosterKey(uuid, .switches)))
    if takesBalancersFromRouters {
      for router in members(RosterKey(uuid, .routers)) where routers[router] != nil {
        for port in members(RosterKey(router, .ports)) {
          if let port = routerPorts[port], let beyond = logicalSwitch(beyond: port) {
            switches.insert(beyond)
          }
        }
      }
    }
    return switches.compactMap { datapaths[$0]?.row }
  }

  /// The group of these datapaths' rows: the one at hand, any that there is, or a new one. Flows may insert
  /// the same group in the same transaction, so a new one has a UUID of the balancer's own.
  private func group(
    of rows: [UUID], for balancer: UUID, _ present: UUID?, _ edits: inout [Edit]
  ) -> UUID {
    let digest = groupDigest(of: rows)
    reads.note(sb.groupsByMembers.fact(of: digest))
    if let groups = sb.groupsByMembers[digest] {
      if let present, groups.contains(present) { return present }
      if let group = groups.min() { return group }
    }
    let group = freeRow(groupDigest(of: [digest, balancer]), in: sb.datapathGroups)
    edits.append(
      .insert(
        Southbound.LogicalDPGroup.table.name, ["datapaths": .set(rows.sorted().map(\.json))],
        uuid: group))
    return group
  }
}

extension LoadBalancer {
  /// Virtual addresses as chassis read them, if they read others than the operator wrote: variables for
  /// IPv6 addresses stand in brackets.
  fileprivate var chassisVIPs: [String: String]? {
    guard isTemplate, vips.contains(where: \.isIPv6) else { return nil }
    var result: [String: String] = [:]
    for vip in vips {
      let needsBrackets = vip.address.hasPrefix("^")
      let address = needsBrackets ? "[\(vip.address)]" : vip.address
      result[vip.port.map { "\(address):\($0)" } ?? address] = vip.backendText
    }
    return result
  }
}

extension Key {
  /// In Load_Balancer's `external_ids`: the Northbound row.
  static let balancer = "lb_id"
}

extension Southbound.LoadBalancer {
  /// The Northbound row of the balancer.
  var northboundUUID: UUID? { externalIDs[Key.balancer].flatMap { UUID($0) } }
}
