internal import JSON
internal import OVNModel
internal import OVSDB

/// What ovn-controller writes of each chassis into its zone's Southbound database.
extension Zone {
  func chassisOperations() -> [OVSDB.Operation] {
    let wanted = chassis.compactMap { WantedChassis($0.openVSwitch) }
    let present = southbound.rows(Southbound.Chassis.self)
      .filter { $0.value.otherConfig["is-remote"] != "true" }
      .sorted { $0.value.name < $1.value.name }
    let encaps = southbound.rows(Southbound.Encap.self)
    var rows = Insertions()
    var kept: Set<String> = []
    for (uuid, row) in present {
      let encaps = row.encaps.compactMap { encaps[$0] }
      if let chassis = wanted.first(where: { $0.isSame(as: row, encaps) }) {
        kept.insert(chassis.name)
      } else {
        rows.add(.delete(table: "Chassis", where: [.uuid(equals: uuid)]))
      }
    }
    for chassis in wanted where !kept.contains(chassis.name) {
      let encap = rows.add(chassis.encap)
      _ = rows.add(chassis.row, ["encaps": [encap]])
    }
    return rows.operations
  }
}

/// What an Open vSwitch says that its chassis is to be.
private struct WantedChassis {
  let row: Southbound.Chassis
  let encap: Southbound.Encap

  init?(_ server: LabServer) {
    guard
      let options = server.rows(OpenVSwitch.Configuration.self).values.first?.externalIDs,
      let name = options["system-id"], let ip = options["ovn-encap-ip"]
    else { return nil }
    var row = Southbound.Chassis()
    row.name = name
    row.hostname = options["hostname"] ?? ""
    row.otherConfig = ["is-interconn": options["ovn-is-interconn"] ?? "false"]
    self.row = row
    var encap = Southbound.Encap()
    encap.type = options["ovn-encap-type"] ?? "geneve"
    encap.ip = ip
    encap.chassisName = name
    self.encap = encap
  }

  var name: String { row.name }

  func isSame(as other: Southbound.Chassis, _ encaps: [Southbound.Encap]) -> Bool {
    other.name == row.name && other.hostname == row.hostname
      && other.otherConfig["is-interconn"] == row.otherConfig["is-interconn"] && encaps == [encap]
  }
}
