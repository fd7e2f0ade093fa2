import Derive
import OVNModel
import OVSDB
import Replica
import Transactions

/// What chassis have learned of neighbours and of Ethernet addresses goes with the ports that it was learned
/// at, and what of neighbours, when it is too old.
extension World {
  /// The edits of a neighbour that a router has learned.
  func macBinding(_ uuid: UUID) -> ZoneEdits {
    guard let row = row(uuid, in: sb.macBindings) else {
      neighborAges.set(uuid, end: nil)
      return [:]
    }
    if let router = self.row(row.datapath, in: sb.datapathBindings)?.northboundUUID,
      datapaths[router]?.row == row.datapath, boundPorts[row.logicalPort] != nil
    {
      neighborAges.set(uuid, end: neighborAgeLimits[router].map { Int64(row.timestamp) + $0 })
      if !neighborAges.isExpired(uuid) { return [:] }
    }
    return [.southbound: [.delete(Southbound.MACBinding.table.name, uuid)]]
  }

  /// The edits of an Ethernet address that a switch has learned.
  func learnedAddress(_ uuid: UUID) -> ZoneEdits {
    guard let row = row(uuid, in: sb.fdb) else { return [:] }
    if let (datapath, _) = first(row.dpKey, in: sb.datapathsByKey),
      hasRows(KeyInDatapath(datapath: datapath, key: row.portKey), in: sb.portBindingsByKey)
    {
      return [:]
    }
    return [.southbound: [.delete(Southbound.FDB.table.name, uuid)]]
  }

  func followLearnedAddresses() {
    follow(sb.macBindings) { world, uuid, _ in world.rowWork.invalidate(.macBinding(uuid)) }
    follow(sb.fdb) { world, uuid, _ in world.rowWork.invalidate(.learnedAddress(uuid)) }
  }
}
