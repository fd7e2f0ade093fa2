internal import Client
internal import Daemon
internal import Interconnect
internal import OVNModel
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
    let process = addDaemon(
      "\(zone.name)-ic", number: zone.interconnectDaemons.count, on: zone.central,
      databases: [
        .northbound: zone.northbound.remotes[0], .southbound: zone.southbound.remotes[0],
        .icNorthbound: interconnect.northbound.remotes[1],
        .icSouthbound: interconnect.southbound.remotes[1],
      ]
    ) { ControllerStateMachine() }
    zone.interconnectDaemons.append(process)
    return process
  }

  /// Adds a compiler to a zone, in `ovn-northd`'s place, which stands by if there is one.
  @discardableResult
  public func addCompiler(to zone: Zone) -> LabProcess {
    // What Ethernet addresses are made of that Northbound does not name.
    let number = UInt64(zones.count)
    let process = addDaemon(
      "\(zone.name)-northd", number: zone.northds.count, on: zone.central,
      databases: [
        .northbound: zone.northbound.remotes[0], .southbound: zone.southbound.remotes[0],
      ]
    ) { ZoneStateMachine(randomNumber: number) }
    zone.northds.append(process)
    return process
  }

  private func addDaemon<Machine: DaemonStateMachine>(
    _ name: String, number: Int, on site: Site, databases: [Machine.Database: Remote],
    machine: @escaping () -> Machine
  ) -> LabProcess {
    let clients = databases.map { database, remote in
      let tables = Machine.declared(database)
      let configuration = DatabaseClientConfiguration(
        database: database.rawValue, remotes: [remote], conditions: Machine.conditions(database),
        expectedSchema: schema(at: remote)
      ) { tables.monitored(in: $0) }
      return (database.rawValue, configuration)
    }
    return addProcess(
      Self.name(name, number: number), on: site, clients: Dictionary(uniqueKeysWithValues: clients)
    ) { LabDaemon(machine()) }
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
