import Derive
import OVNModel
import OVSDB
import Replica
import Transactions

/// Rows of IP_Multicast, which tell chassis how to learn who listens to which group.
extension World {
  private static let columns: Set<String> = [
    "enabled", "querier", "table_size", "idle_timeout", "query_interval", "query_max_resp",
    "eth_src", "ip4_src", "ip6_src",
  ]

  /// The edits of a switch's row.
  func ipMulticast(_ logicalSwitch: UUID) -> ZoneEdits {
    guard let bound = datapaths[logicalSwitch], let context = switches[logicalSwitch] else {
      return [:]
    }
    let table = Southbound.IPMulticast.table.name
    let settings = MulticastSettings(context.otherConfig)
    let present = first(bound.row, in: sb.ipMulticastByDatapath)
    var wanted = Southbound.IPMulticast()
    wanted.datapath = bound.row
    wanted.enabled = settings.learnsGroups
    wanted.querier = settings.queries
    wanted.tableSize = settings.tableSize
    wanted.idleTimeout = settings.idleTimeout
    wanted.queryInterval = settings.queryInterval
    wanted.queryMaxResp = settings.maximumResponseTime
    wanted.ethSrc = context.otherConfig["mcast_eth_src"] ?? ""
    wanted.ip4Src = context.otherConfig["mcast_ip4_src"] ?? ""
    wanted.ip6Src = context.otherConfig["mcast_ip6_src"] ?? ""
    guard let (uuid, row) = present else {
      return [.southbound: [.insert(table, columns(of: wanted, in: .southbound))]]
    }
    let columns = differences(from: row, to: wanted, in: .southbound, columns: Self.columns)
    return [.southbound: columns.isEmpty ? [] : [.update(table, uuid, columns)]]
  }

  /// The edits of a row: it goes if its datapath is no switch.
  func ipMulticastRow(_ uuid: UUID) -> ZoneEdits {
    guard let row = row(uuid, in: sb.ipMulticast) else { return [:] }
    if let datapath = self.row(row.datapath, in: sb.datapathBindings)?.northboundUUID,
      datapaths[datapath]?.row == row.datapath, switches[datapath] != nil
    {
      return [:]
    }
    return [.southbound: [.delete(Southbound.IPMulticast.table.name, uuid)]]
  }

  func followIPMulticast() {
    follow(nb.switches) { world, uuid, _ in world.rowWork.invalidate(.ipMulticast(uuid)) }
    follow(sb.ipMulticast) { world, uuid, row in
      world.rowWork.invalidate(.ipMulticastRow(uuid))
      if let datapath = world.sb.datapathBindings[row.datapath]?.northboundUUID {
        world.rowWork.invalidate(.ipMulticast(datapath))
      }
    }
  }
}
