internal import OVNModel
internal import OVSDB

extension Invariant {
  /// Whoever waits for a sequence number (`--wait=sb`, `--wait=hv`) waits no longer.
  static func confirmedSequence(_ lab: Lab) throws(BrokenInvariant) {
    try require(
      "sequence numbers of zones are confirmed",
      lab.zones.flatMap { zone in
        zone.northbound.rows(Northbound.NBGlobal.self).values
          .filter { $0.nbCfg != $0.sbCfg || $0.nbCfg != $0.hvCfg }
          .map {
            "\(zone.name): \($0.nbCfg) is asked for, \($0.sbCfg) compiled, \($0.hvCfg) on all chassis"
          }
      })
    guard let server = lab.interconnect?.northbound,
      server.schema.tables["IC_NB_Global"]?.columns["nb_ic_cfg"] != nil,
      lab.interconnect?.southbound.rows(ICSouthbound.AvailabilityZone.self).isEmpty == false
    else { return }
    let rows = server.rows(ICNorthbound.ICNBGlobal.self).values
    try require(
      "sequence numbers are confirmed",
      rows.filter { $0.nbICCfg != $0.sbICCfg }.map {
        "\($0.nbICCfg) is asked for, \($0.sbICCfg) confirmed"
      })
  }
}
