internal import JSON
internal import OVNModel
internal import OVSDB

/// What operators do with gateways between zones.
extension Simulation {
  func performGateway(_ step: SimulationStep) throws(LabError) {
    switch step {
    case .setGateway(let zone, let isGateway):
      try configure(gatewayOf: zone, ["ovn-is-interconn": isGateway ? "true" : "false"])
    case .readdressGateway(let zone, let host):
      guard let number = number(of: zone) else { return }
      try configure(gatewayOf: zone, ["ovn-encap-ip": "192.168.\(number).\(host)"])
    case .moveGateway(let source, let target) where source != target:
      guard let number = number(of: source), let host = lab.zone(target)?.chassis.last?.openVSwitch
      else { return }
      isTidyingDue = true
      try retire("gw-\(source)")
      try host.configure([
        "system-id": "gw-\(source)", "ovn-is-interconn": "true",
        "ovn-encap-ip": "192.168.\(number).50",
      ])
      // Whoever cannot now does it later.
      for zone in lab.zones where zone.southbound.isRunning { try zone.removeOldChassis() }
    default: break
    }
  }

  /// Gives the machines of that name another name and address.
  private func retire(_ name: String) throws(LabError) {
    for zone in lab.zones {
      for chassis in zone.chassis where !chassis.openVSwitch.isRunning {
        throw LabError("nobody knows what \(chassis.name) is called")
      }
    }
    for (index, zone) in lab.zones.enumerated() {
      for (number, chassis) in zone.chassis.enumerated()
      where chassis.openVSwitch.systemID == name {
        try chassis.openVSwitch.configure([
          "system-id": "retired-\(chassis.name)", "ovn-is-interconn": "false",
          "ovn-encap-ip": "192.168.\(index + 2).\(90 + number)",
        ])
      }
    }
  }

  /// The third octet of the zone's machines.
  private func number(of zone: String) -> Int? {
    lab.zones.firstIndex { $0.name == zone }.map { $0 + 2 }
  }

  private func configure(gatewayOf zone: String, _ options: [String: String]) throws(LabError) {
    try lab.zone(zone)?.chassis.first?.openVSwitch.configure(options)
  }
}

extension Zone {
  /// Removes the rows of chassis that no machine of the zone is called any more, as
  /// `ovn-sbctl chassis-del` does.
  ///
  /// An ovn-controller leaves them where they are.
  func removeOldChassis() throws(LabError) {
    let hosts = chassis.map(\.openVSwitch)
    // One that is down may be called anything.
    guard hosts.allSatisfy(\.isRunning) else { return }
    let names = Set(hosts.compactMap(\.systemID))
    let old = southbound.uuids(Southbound.Chassis.self) {
      !names.contains($0.name) && $0.otherConfig["is-remote"] != "true"
    }
    let companions = southbound.uuids(Southbound.ChassisPrivate.self) { !names.contains($0.name) }
    let operations =
      old.map { OVSDB.Operation.delete(table: "Chassis", where: [.uuid(equals: $0)]) }
      + companions.map { .delete(table: "Chassis_Private", where: [.uuid(equals: $0)]) }
    if !operations.isEmpty { try southbound.transact(operations) }
  }
}

extension LabServer {
  /// `external_ids` of an Open vSwitch.
  var externalIDs: [String: String] {
    rows(OpenVSwitch.Configuration.self).values.first?.externalIDs ?? [:]
  }

  /// What an Open vSwitch's machine is called.
  fileprivate var systemID: String? { externalIDs["system-id"] }

  /// Sets external_ids of an Open vSwitch.
  func configure(_ options: [String: String]) throws(LabError) {
    try transact(
      options.sorted { $0.key < $1.key }.map { key, value in
        .setKey(key, value, in: "external_ids", of: "Open_vSwitch", [])
      })
  }
}
