internal import Client
internal import Daemon
internal import Interconnect
internal import OVNModel
internal import OVSDB
internal import Replica
internal import Session
internal import ZoneCompiler

/// The daemons of zones, each on the machine where it belongs.
extension Lab {
  /// Adds an `ovn-ic` daemon to a zone, which stands by if there is one.
  @discardableResult
  public func addInterconnectDaemon(
    to zone: Zone, _ interconnect: InterconnectDatabases
  ) -> LabProcess {
    let remotes: [(Database, Remote)] = [
      (.northbound, zone.northbound.remotes[0]), (.southbound, zone.southbound.remotes[0]),
      (.icNorthbound, interconnect.northbound.remotes[1]),
      (.icSouthbound, interconnect.southbound.remotes[1]),
    ]
    let process = addProcess(
      Self.name("\(zone.name)-ic", number: zone.interconnectDaemons.count), on: zone.central,
      clients: Dictionary(
        uniqueKeysWithValues: remotes.map { database, remote in
          let tables = InterconnectController.declared(database)
          return (
            database.rawValue,
            .reading(
              tables, ControllerStateMachine.conditions(database), of: database.rawValue,
              at: remote, schema(at: remote))
          )
        })
    ) { Controller() }
    zone.interconnectDaemons.append(process)
    return process
  }

  /// Adds a compiler to a zone, in `ovn-northd`'s place, which stands by if there is one.
  @discardableResult
  public func addCompiler(to zone: Zone) -> LabProcess {
    let remotes: [(ZoneDatabase, Remote)] = [
      (.northbound, zone.northbound.remotes[0]), (.southbound, zone.southbound.remotes[0]),
    ]
    let number = UInt64(zones.count)
    let process = addProcess(
      Self.name("\(zone.name)-northd", number: zone.northds.count), on: zone.central,
      clients: Dictionary(
        uniqueKeysWithValues: remotes.map { database, remote in
          let tables = ZoneController.declared(database)
          return (
            database.rawValue,
            .reading(tables, of: database.rawValue, at: remote, schema(at: remote))
          )
        })
    ) { Northd(randomNumber: number) }
    zone.northds.append(process)
    return process
  }

  private static func name(_ first: String, number: Int) -> String {
    number == 0 ? first : "\(first)-\(number + 1)"
  }

  /// Adds a machine with its Open vSwitch to a zone, and its ovn-controller if the lab runs that.
  ///
  /// - Parameter interfaces: the logical ports whose interfaces the chassis has.
  func addChassis(
    _ topology: ChassisTopology, to zone: Zone, interfaces: [String], runsController: Bool = true
  ) throws(LabError) {
    let site = Site(topology.name)
    let server = try addServer(
      "\(topology.name)-ovs", OpenVSwitch.schema, at: [.unix(path: "/\(topology.name)-ovs.sock")],
      on: site)
    if server.isNew {
      try server.transact(
        topology.openVSwitchOperations(
          southbound: "\(zone.southbound.remotes[1])", interfaces: interfaces))
    }
    let process =
      runsController
      ? addChassis(
        "\(topology.name)-controller", on: site, vswitch: server.remotes[0],
        southbound: zone.southbound.remotes[1]
      ) { [weak self] peer in self?.isReachable(peer, from: site) ?? false } : nil
    let machine = Machine(
      name: topology.name, site: site, openVSwitch: server, controller: process)
    zone.chassis.append(machine)
    machines[machine.name] = machine
    reachabilityChanged(of: machine.name)
  }
}

extension ZoneTopology {
  /// The logical ports whose interfaces a chassis has.
  func interfaces(of chassis: ChassisTopology) -> [String] {
    switches.flatMap(\.ports).filter { $0.chassis == chassis.name }.map(\.name)
  }
}

extension DatabaseClientConfiguration {
  fileprivate static func reading(
    _ tables: MonitoredTables, _ conditions: [String: [Condition]] = [:], of database: String,
    at remote: Remote, _ schema: ExpectedSchema?
  ) -> Self {
    Self(
      database: database, remotes: [remote], conditions: conditions, expectedSchema: schema
    ) { tables.monitored(in: $0) }
  }
}
