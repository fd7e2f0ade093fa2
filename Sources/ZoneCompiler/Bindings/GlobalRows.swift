import Address
import JSON
import OVNModel
import OVSDB
import Transactions

/// The rows of which there is one: SB_Global, NB_Global, and the sequence numbers in both by which an
/// operator sees how far a change has come.
extension World {
  /// What this compiler writes as `northd_internal_version`: chassis compare it with their own. It is that
  /// of the release whose flows these are.
  static let internalVersion = "23.03.1-20.27.0-70.6"

  /// Options and encryption, as NB_Global has them.
  func southboundGlobal() -> ZoneEdits {
    let table = Southbound.SBGlobal.table.name
    guard let northbound = allRows(of: nb.globals).first?.row else { return [:] }
    var wanted = Southbound.SBGlobal()
    wanted.options = completeOptions(northbound.options)
    wanted.options["lb_hairpin_use_ct_mark"] = zone.connectionMark == "ct_mark" ? nil : "false"
    wanted.ipsec = northbound.ipsec
    guard let (uuid, present) = allRows(of: sb.globals).first else {
      return [.southbound: [.insert(table, columns(of: wanted, in: .southbound))]]
    }
    let columns = differences(
      from: present, to: wanted, in: .southbound, columns: ["options", "ipsec"])
    return [.southbound: columns.isEmpty ? [] : [.update(table, uuid, columns)]]
  }

  /// What NB_Global is told: options that were made up, and how far Southbound and the chassis are.
  func northboundGlobal() -> ZoneEdits {
    let table = Northbound.NBGlobal.table.name
    guard let (uuid, row) = allRows(of: nb.globals).first else {
      return [.northbound: [.insert(table, [:])]]
    }
    var columns: [String: JSON] = [:]
    let confirmed = allRows(of: sb.globals).first?.row.nbCfg ?? 0
    if confirmed != 0, row.sbCfg != confirmed {
      columns["sb_cfg"] = .integer(Int64(confirmed))
      columns["sb_cfg_timestamp"] = .integer(wallTime)
      if confirmed == row.nbCfg { columns["nb_cfg_timestamp"] = .integer(wallTime) }
    }
    let chassis = chassisProgress(row.nbCfg)
    if row.hvCfg != chassis.number {
      columns["hv_cfg"] = .integer(Int64(chassis.number))
      columns["hv_cfg_timestamp"] = .integer(Int64(chassis.time))
    }
    var edits: [Edit] = columns.isEmpty ? [] : [.update(table, uuid, columns)]
    let options = completeOptions(row.options).filter { row.options[$0.key] != $0.value }
    if !options.isEmpty {
      edits.append(
        .setKeys(
          table, uuid, "options", options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    }
    return [.northbound: edits]
  }

  /// The number that says what Southbound holds; it goes with the last of all changes.
  func sequenceNumber() -> [Edit] {
    guard let wanted = allRows(of: nb.globals).first?.row.nbCfg,
      let (uuid, present) = allRows(of: sb.globals).first, present.nbCfg != wanted
    else { return [] }
    let table = Southbound.SBGlobal.table.name
    return [.update(table, uuid, ["nb_cfg": .integer(Int64(wanted))])]
  }

  /// The lowest number that a chassis of this zone has reached, and when the last one did.
  private func chassisProgress(_ wanted: Int) -> (number: Int, time: Int) {
    var number = wanted
    var time = 0
    for (_, row) in allRows(of: sb.chassisPrivate) {
      let chassis = row.chassis.flatMap { self.row($0, in: sb.chassis) }
      if chassis?.otherConfig.isTrue(Key.isRemote) == true { continue }
      // A number far ahead is one that has not yet wrapped around.
      if row.nbCfg < number || row.nbCfg - number > Int(Int32.max) {
        number = row.nbCfg
        time = row.nbCfgTimestamp
      } else if row.nbCfg == number {
        time = max(time, row.nbCfgTimestamp)
      }
    }
    return (number, time)
  }

  /// The operator's options and those that the compiler adds.
  private func completeOptions(_ given: [String: String]) -> [String: String] {
    var options = given
    options["mac_prefix"] = macPrefix.description
    options["svc_monitor_mac"] =
      given["svc_monitor_mac"].flatMap { MACAddress(parsing: $0) == nil ? nil : $0 }
      ?? madeUpMAC.description
    options["max_tunid"] = String(zone.datapathKeys.upperBound)
    options["northd_internal_version"] = Self.internalVersion
    return options
  }
}
