internal import JSON
internal import OVNModel
internal import OVSDB
internal import Reconcile
internal import Replica
internal import Tunnels

/// The sequence number by which a zone knows that all its chassis have followed (ovn-nb(5), `hv_cfg`).
extension ChassisWorld {
  /// Confirms the number; to be called only when all else is done.
  func sequenceNumber() -> [ChassisDatabase: [OVSDB.Operation]] {
    guard !isLeaving, let configuration, let number = sb.globals.rows.first?.value.nbCfg,
      number != 0
    else { return [:] }
    var operations: [ChassisDatabase: [OVSDB.Operation]] = [:]
    if let uuid = sb.privatesByName[configuration.name]?.min(),
      let row = sb.privates[uuid], row.nbCfg != number
    {
      operations[.southbound] = [
        .update(
          "Chassis_Private", uuid, ["nb_cfg": number.json, "nb_cfg_timestamp": date.json])
      ]
    }
    if let bridge, let row = vswitch.bridges[bridge],
      row.externalIDs[ChassisKey.sequenceNumber] != "\(number)"
    {
      operations[.vswitch] = [
        .setKeys(
          "Bridge", bridge, "external_ids",
          [ChassisKey.sequenceNumber: "\(number)", ChassisKey.sequenceNumberTime: "\(date)"])
      ]
    }
    return operations
  }
}
