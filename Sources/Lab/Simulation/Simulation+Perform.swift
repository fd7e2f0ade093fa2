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
