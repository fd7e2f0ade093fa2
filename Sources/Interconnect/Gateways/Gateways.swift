import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Gateways: a chassis of this zone is published to the others, and theirs become remote chassis here.
extension World {
  func gateway(_ name: String) -> [Channel: [Edit]] {
    guard let zone = readZone() else { return [:] }
    let chassis = rows(name, in: sb.chassisByName)
    let own = chassis.first { $0.row.otherConfig.isTrue(Key.isInterconn) }
    let published = rows(name, in: isb.gatewaysByName)
    var problems: [String] = []
    var edits: [Channel: [Edit]] = [:]
    edits[.icSouthbound] = publish(
      zone.isLeaving ? nil : own, present: published, zone: zone, &problems)
    let remote = published.first { $0.row.availabilityZone != zone.uuid }
    edits[.southbound] =
      learn(own == nil && !zone.isLeaving ? remote : nil, chassis: chassis, &problems)
      + (own.map(takeOver) ?? [])
    if !zone.isLeaving {
      if own != nil, let remote {
        let other = row(remote.row.availabilityZone, in: isb.availabilityZones)?.name ?? ""
        problems.append(
          "Gateway \(name): chassis \(name) is an interconnection gateway of this zone and of zone"
            + " \(other); rename one of the two chassis.")
      }
    }
    report(problems, of: .gateway(name))
    return edits
  }

  /// Whether neither this zone has such a chassis nor any zone publishes one.
  func isGone(gateway name: String) -> Bool {
    sb.chassisByName[name] == nil && isb.gatewaysByName[name] == nil
  }

  // MARK: This zone's chassis to the others

  private func publish(
    _ chassis: (uuid: UUID, row: Southbound.Chassis)?,
    present: [(uuid: UUID, row: ICSouthbound.Gateway)], zone: Zone, _ problems: inout [String]
  ) -> [Edit] {
    let table = ICSouthbound.Gateway.table.name
    let mine = present.filter { $0.row.availabilityZone == zone.uuid }
    guard let chassis else { return mine.map { .delete(table, $0.uuid) } }
    let tunnels = southboundTunnels(of: chassis.row)
    if tunnels.isEmpty {
      problems.append("Chassis \(chassis.row.name) has no encap; it is not published as a gateway.")
      return mine.map { .delete(table, $0.uuid) }
    }
    guard let row = mine.first else {
      if !present.isEmpty { return [] }
      var gateway = ICSouthbound.Gateway()
      gateway.name = chassis.row.name
      gateway.hostname = chassis.row.hostname
      gateway.availabilityZone = zone.uuid
      return insertGateway(gateway, tunnels)
    }
    let isSame = row.row.hostname == chassis.row.hostname && icTunnels(of: row.row) == tunnels
    return isSame ? [] : updateGateway(row.uuid, chassis.row, tunnels)
  }

  private func insertGateway(_ gateway: ICSouthbound.Gateway, _ tunnels: [Tunnel]) -> [Edit] {
    var (edits, encaps) = insertICEncaps(tunnels, gateway: gateway.name)
    var columns = gateway.columns(for: .icSouthbound, capabilities)
    columns["encaps"] = .set(encaps)
    edits.append(.insert(ICSouthbound.Gateway.table.name, columns))
    return edits
  }

  private func updateGateway(
    _ uuid: UUID, _ chassis: Southbound.Chassis, _ tunnels: [Tunnel]
  ) -> [Edit] {
    var (edits, encaps) = insertICEncaps(tunnels, gateway: chassis.name)
    edits.append(
      .update(
        ICSouthbound.Gateway.table.name, uuid,
        ["hostname": .string(chassis.hostname), "encaps": .set(encaps)]))
    return edits
  }

  // MARK: The others' gateways to this zone

  private func learn(
    _ gateway: (uuid: UUID, row: ICSouthbound.Gateway)?,
    chassis: [(uuid: UUID, row: Southbound.Chassis)], _ problems: inout [String]
  ) -> [Edit] {
    let table = Southbound.Chassis.table.name
    let remote = chassis.filter {
      $0.row.otherConfig.isTrue(Key.isRemote) && !$0.row.otherConfig.isTrue(Key.isInterconn)
    }
    guard let gateway else { return remote.map { .delete(table, $0.uuid) } }
    let tunnels = icTunnels(of: gateway.row)
    guard let present = remote.first else {
      if let conflict = conflict(of: gateway.row, tunnels, chassis: chassis) {
        problems.append(conflict)
        return []
      }
      return insertChassis(gateway.row, tunnels)
    }
    if present.row.hostname == gateway.row.hostname,
      southboundTunnels(of: present.row) == tunnels
    {
      return []
    }
    return updateChassis(present, gateway.row, tunnels)
  }

  /// A machine that comes from another zone and keeps its name finds the row of a remote chassis, and
  /// ovn-controller makes it its own; but the mark was put there by this daemon.
  private func takeOver(_ own: (uuid: UUID, row: Southbound.Chassis)) -> [Edit] {
    guard own.row.otherConfig.isTrue(Key.isRemote) else { return [] }
    return [
      .setKeys(Southbound.Chassis.table.name, own.uuid, "other_config", [(Key.isRemote, nil)])
    ]
  }

  private func conflict(
    of gateway: ICSouthbound.Gateway, _ tunnels: [Tunnel],
    chassis: [(uuid: UUID, row: Southbound.Chassis)]
  ) -> String? {
    if !chassis.isEmpty {
      return
        "Gateway \(gateway.name): a chassis of this zone has the same name; rename one of them."
    }
    if tunnels.isEmpty { return "Gateway \(gateway.name) has no encap; it cannot be reached." }
    for tunnel in tunnels {
      let holder = rows(tunnel.endpoint, in: sb.encapsByTunnel).first?.row.chassisName
      if let holder, holder != gateway.name, hasRows(holder, in: sb.chassisByName) {
        return "Gateway \(gateway.name): its encap \(tunnel.endpoint) belongs to chassis \(holder)."
      }
    }
    return nil
  }

  private func insertChassis(_ gateway: ICSouthbound.Gateway, _ tunnels: [Tunnel]) -> [Edit] {
    var row = Southbound.Chassis()
    row.name = gateway.name
    row.hostname = gateway.hostname
    row.otherConfig = [Key.isRemote: "true"]
    var (edits, encaps) = insertSouthboundEncaps(tunnels, chassis: gateway.name)
    var columns = row.columns(for: .southbound, capabilities)
    columns["encaps"] = .set(encaps)
    edits.append(.insert(Southbound.Chassis.table.name, columns))
    return edits
  }

  private func updateChassis(
    _ chassis: (uuid: UUID, row: Southbound.Chassis), _ gateway: ICSouthbound.Gateway,
    _ tunnels: [Tunnel]
  ) -> [Edit] {
    var (edits, encaps) = insertSouthboundEncaps(tunnels, chassis: gateway.name)
    edits.append(
      .update(
        Southbound.Chassis.table.name, chassis.uuid,
        ["hostname": .string(gateway.hostname), "encaps": .set(encaps)]))
    return edits
  }
}
