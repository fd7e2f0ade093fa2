internal import JSON
internal import OVNModel
internal import OVSDB

extension Simulation {
  /// Does what a step says; nothing if what it is about is not there.
  ///
  /// - Throws: ``LabError`` if a server refuses it or is down.
  func perform(_ step: SimulationStep) throws(LabError) {
    switch step {
    case .cut, .join, .reset, .killServer, .startServer, .killDaemon, .startDaemon, .pauseDaemon,
      .resumeDaemon, .slowDisk, .emptyServer:
      try performFault(step)
    case .deleteRow, .changeLearnedRoute, .changeRoute, .forgeRoute, .changeRemotePort,
      .forgetTunnelKeys:
      try performTampering(step)
    case .addTransitSwitch, .deleteTransitSwitch, .setTunnelMode, .sync:
      try performInterconnect(step)
    case .setGateway, .readdressGateway, .moveGateway:
      try performGateway(step)
    default:
      try performZone(step)
    }
  }

  private func performInterconnect(_ step: SimulationStep) throws(LabError) {
    guard let server = lab.interconnect?.northbound else { return }
    switch step {
    case .addTransitSwitch(let name):
      try server.transact(.insert(table: "Transit_Switch", row: ["name": .string(name)]))
    case .deleteTransitSwitch(let name):
      try server.transact(
        .delete(table: "Transit_Switch", where: [Condition("name", .equal, .string(name))]))
    case .setTunnelMode(let isVXLAN):
      try server.transact(
        .setKey("vxlan_mode", isVXLAN ? "true" : "false", in: "options", of: "IC_NB_Global", []))
    case .sync:
      guard releases.interconnect == .newest else { return }
      try server.transact(
        .mutate(
          table: "IC_NB_Global", where: [], mutations: [Mutation("nb_ic_cfg", .add, .integer(1))]))
    default: break
    }
  }

  private func performGateway(_ step: SimulationStep) throws(LabError) {
    switch step {
    case .setGateway(let zone, let isGateway):
      try configure(gatewayOf: zone, ["ovn-is-interconn": isGateway ? "true" : "false"])
    case .readdressGateway(let zone, let host):
      guard let number = number(of: zone) else { return }
      try configure(gatewayOf: zone, ["ovn-encap-ip": "192.168.\(number).\(host)"])
    case .moveGateway(let source, let target) where source != target:
      guard let number = number(of: source) else { return }
      try retire("gw-\(source)")
      guard let host = lab.zone(target)?.chassis.last?.openVSwitch else { return }
      try host.configure([
        "system-id": "gw-\(source)", "ovn-is-interconn": "true",
        "ovn-encap-ip": "192.168.\(number).50",
      ])
    default: break
    }
  }

  /// Gives the machines of that name another name and address.
  private func retire(_ name: String) throws(LabError) {
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

extension LabServer {
  /// What an Open vSwitch's machine is called.
  fileprivate var systemID: String? {
    rows(OpenVSwitch.Configuration.self).values.first?.externalIDs["system-id"]
  }

  /// Sets external_ids of an Open vSwitch.
  func configure(_ options: [String: String]) throws(LabError) {
    try transact(
      options.sorted { $0.key < $1.key }.map { key, value in
        .setKey(key, value, in: "external_ids", of: "Open_vSwitch", [])
      })
  }
}

extension OVSDB.Operation {
  /// Sets or removes one key of a column that is a map.
  static func setKey(
    _ key: String, _ value: String?, in column: String, of table: String, _ rows: [Condition]
  ) -> OVSDB.Operation {
    let remove = Mutation(column, .delete, .set([.string(key)]))
    guard let value else { return .mutate(table: table, where: rows, mutations: [remove]) }
    let insert = Mutation(column, .insert, .map([(.string(key), .string(value))]))
    return .mutate(table: table, where: rows, mutations: [remove, insert])
  }
}

extension Condition {
  /// Rows of that name.
  static func name(_ name: String) -> [Condition] { [Condition("name", .equal, .string(name))] }
}
