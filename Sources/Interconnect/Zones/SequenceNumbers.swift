import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// How a client learns that every zone has acted on what it asked for (`--wait=sb`).
///
/// The client raises `IC_NB_Global.nb_ic_cfg`.  Each zone copies the number into its own row, in the
/// transaction that completes the work; when all zones have it, it is confirmed in both databases.
extension World {
  func sequenceNumbers() -> [Channel: [Edit]] {
    guard capabilities.hasSequenceNumbers, let zone = readZone(), !zone.isLeaving,
      let requested = allRows(of: inb.globals).first,
      let confirmed = allRows(of: isb.globals).first,
      let own = row(zone.uuid, in: isb.availabilityZones)
    else { return [:] }
    let number = requested.row.nbICCfg
    var edits: [Channel: [Edit]] = [:]
    // Whatever is confirmed: the number may have been lost, and have come to what it was before.
    if own.nbICCfg != number {
      let table = ICSouthbound.AvailabilityZone.table.name
      return [.icSouthbound: [.update(table, zone.uuid, ["nb_ic_cfg": .integer(Int64(number))])]]
    }
    if number != confirmed.row.nbICCfg {
      guard everyZone(isAt: number) else { return [:] }
      let table = ICSouthbound.ICSBGlobal.table.name
      edits[.icSouthbound] = [
        .update(table, confirmed.uuid, ["nb_ic_cfg": .integer(Int64(number))])
      ]
    }
    if requested.row.sbICCfg != number, everyZone(isAt: number) {
      let table = ICNorthbound.ICNBGlobal.table.name
      edits[.icNorthbound] = [
        .update(table, requested.uuid, ["sb_ic_cfg": .integer(Int64(number))])
      ]
    }
    return edits
  }

  private func everyZone(isAt number: Int) -> Bool {
    reads.note(isb.zonesBySequenceNumber.fact(of: number))
    reads.note(fact(ofTable: isb.availabilityZones))
    return isb.zonesBySequenceNumber[number]?.count == isb.availabilityZones.count
  }

  /// The one row of each global table, which the first who comes inserts.
  func globalRow(_ single: Subject.Single) -> [Channel: [Edit]] {
    switch single {
    case .icNorthboundGlobal:
      let table = ICNorthbound.ICNBGlobal.table.name
      guard capabilities.hasSequenceNumbers, allRows(of: inb.globals).isEmpty else { return [:] }
      return [.icNorthbound: [.requireNone(table, where: []), .insert(table, [:])]]
    case .icSouthboundGlobal:
      let table = ICSouthbound.ICSBGlobal.table.name
      guard capabilities.hasSequenceNumbers, allRows(of: isb.globals).isEmpty else { return [:] }
      return [.icSouthbound: [.requireNone(table, where: []), .insert(table, [:])]]
    case .availabilityZone, .sequenceNumbers:
      return [:]
    }
  }
}
