internal import OVNModel
internal import OVSDB

extension Invariant {
  /// Whoever waits for a sequence number (`--wait=sb`) waits no longer.
  static func confirmedSequence(_ lab: Lab) throws(BrokenInvariant) {
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
