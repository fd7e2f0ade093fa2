internal import JSON
internal import OVNModel
internal import OVSDB

extension Simulation {
  /// Ends all faults, lets everybody finish, and checks what must hold then.
  func heal() throws(BrokenInvariant) {
    try endFaults()
    let before = lab.transactionCount
    if isTidyingDue {
      isTidyingDue = false
      // What is left of a chassis may keep another out for as long as the operator lets it.
      lab.settle(within: .seconds(60))
      try tidy()
    }
    try settle()
    try Invariant.boundedWriting(lab, since: before)
    try Invariant.kept(lab)
    let contents = MeshContents(lab)
    try Invariant.noGhostRows(contents)
    try Invariant.noLostRoutes(contents)
    try Invariant.noOwnRoutes(contents)
    try Invariant.tunnelKeys(contents)
    try Invariant.confirmedSequence(lab)
    try Invariant.restartsAreQuiet(lab)
    try Invariant.equalsFreshStart(self, contents)
  }

  private func settle() throws(BrokenInvariant) {
    if lab.settle(within: .seconds(3_600)) { return }
    let restless = lab.processes.filter { !$0.isConverged }
    throw BrokenInvariant(
      invariant: "everybody comes to rest",
      findings: restless.flatMap { process in
        ["\(process.name):"] + process.log.suffix(6).map { "  \($0)" }
      })
  }

  /// What the operator removes: the row of a zone that was renamed while no daemon of it ran, and those
  /// of chassis that were given another name.
  private func tidy() throws(BrokenInvariant) {
    for zone in lab.zones {
      do throws(LabError) { try zone.removeOldChassis() } catch {
        throw BrokenInvariant(invariant: "an old chassis can be removed", findings: ["\(error)"])
      }
    }
    try tidyZones()
  }

  private func tidyZones() throws(BrokenInvariant) {
    guard let server = lab.interconnect?.southbound else { return }
    let names = Set(
      lab.zones.flatMap { $0.northbound.rows(Northbound.NBGlobal.self).values.map(\.name) })
    let zones = server.rows(ICSouthbound.AvailabilityZone.self)
    for (uuid, row) in zones.sorted(by: { $0.value.name < $1.value.name })
    where !names.contains(row.name) {
      do throws(LabError) { try server.deleteZone(uuid) } catch {
        throw BrokenInvariant(invariant: "an old zone can be removed", findings: ["\(error)"])
      }
    }
  }
}
