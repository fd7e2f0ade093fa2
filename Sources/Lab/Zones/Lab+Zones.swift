internal import Client
internal import Interconnect
internal import OVNModel
internal import OVSDB
internal import Replica
internal import Session
internal import ZoneCompiler

/// What all zones share.
public struct InterconnectDatabases {
  /// The machine that they are on.
  public let site: Site
  /// OVN_IC_Northbound.
  public let northbound: LabServer
  /// OVN_IC_Southbound.
  public let southbound: LabServer
}

extension Lab {
  /// A lab of `topology`, built and settled.
  ///
  /// - Throws: ``LabError`` if a name in the topology leads nowhere, or the lab does not come to rest.
  public convenience init(_ topology: Topology, seed: UInt64 = 0, keepsFiles: Bool = false)
    throws(LabError)
  {
    self.init(seed: seed, keepsFiles: keepsFiles)
    try build(topology)
  }

  /// Adds what `topology` says, and lets it settle.
  public func build(_ topology: Topology) throws(LabError) {
    try begin(topology)
    guard settle() else { throw LabError("the zones do not come to rest") }
    try attach()
    // Other zones' switches come once whoever is their daemon has joined.
    if let missing = attachments.first(where: { !$0.isOutside }) {
      throw LabError("zone \(missing.zone.name) has no transit switch \(missing.transitSwitch)")
    }
    guard settle() else { throw LabError("the joined zones do not come to rest") }
  }

  /// Adds what `topology` says that is not there from an earlier life, and lets nothing happen yet.
  private func begin(_ topology: Topology) throws(LabError) {
    let interconnect = try addInterconnect()
    let present = Set(
      interconnect.northbound.rows(ICNorthbound.TransitSwitch.self).values.map(\.name))
    var names = Insertions()
    for name in topology.transitSwitches where !present.contains(name) {
      var row = ICNorthbound.TransitSwitch()
      row.name = name
      _ = names.add(row)
    }
    if !names.operations.isEmpty { try interconnect.northbound.transact(names.operations) }
    for zone in topology.zones { try addZone(zone) }
  }

  /// Adds the databases that zones share; once.
  @discardableResult
  public func addInterconnect(
    schemas: SchemaRelease = .newest
  ) throws(LabError) -> InterconnectDatabases {
    if let interconnect { return interconnect }
    let site = Site("interconnect")
    let databases = InterconnectDatabases(
      site: site,
      northbound: try addServer(
        "ic-nb", schemas.schema(ICNorthbound.schema),
        at: [.unix(path: "/ic-nb.sock"), .tcp(host: site.name, port: 6645)], on: site),
      southbound: try addServer(
        "ic-sb", schemas.schema(ICSouthbound.schema),
        at: [.unix(path: "/ic-sb.sock"), .tcp(host: site.name, port: 6646)], on: site))
    interconnect = databases
    return databases
  }

  /// Adds a zone with its databases, daemons and chassis.
  @discardableResult
  public func addZone(
    _ topology: ZoneTopology, schemas: SchemaRelease = .newest
  ) throws(LabError) -> Zone {
    let interconnect = try addInterconnect()
    let zone = try addBareZone(topology.name, schemas: schemas)
    if zone.northbound.isNew {
      try zone.northbound.transact(topology.northboundOperations)
      attachments += topology.attachments.map { name, operations in
        Attachment(
          zone: zone, transitSwitch: name, operations: operations,
          isOutside: topology.outside.contains(.interconnect))
      }
    }
    if !topology.outside.contains(.northd) { addCompiler(to: zone) }
    for chassis in topology.chassis {
      let ports = topology.switches.flatMap(\.ports).filter { $0.chassis == chassis.name }
      try addChassis(
        chassis, to: zone, interfaces: ports.map(\.name),
        runsController: !topology.outside.contains(.controller))
    }
    if !topology.outside.contains(.interconnect) { addInterconnectDaemon(to: zone, interconnect) }
    return zone
  }

  /// Adds a zone's empty databases.
  func addBareZone(_ name: String, schemas: SchemaRelease) throws(LabError) -> Zone {
    let site = Site(name)
    guard zone(name) == nil else { throw LabError("there is a zone \(name) already") }
    let zone = Zone(
      name: name, central: site,
      northbound: try addServer(
        "\(name)-nb", schemas.schema(Northbound.schema),
        at: [.unix(path: "/\(name)-nb.sock"), .tcp(host: name, port: 6641)], on: site),
      southbound: try addServer(
        "\(name)-sb", schemas.schema(Southbound.schema),
        at: [.unix(path: "/\(name)-sb.sock"), .tcp(host: name, port: 6642)], on: site))
    zones.append(zone)
    return zone
  }

  /// Adds an `ovn-ic` daemon to a zone, which stands by if there is one.
  @discardableResult
  public func addInterconnectDaemon(
    to zone: Zone, _ interconnect: InterconnectDatabases
  ) -> LabProcess {
    let number = zone.interconnectDaemons.count
    let remotes: [(Database, Remote)] = [
      (.northbound, zone.northbound.remotes[0]), (.southbound, zone.southbound.remotes[0]),
      (.icNorthbound, interconnect.northbound.remotes[1]),
      (.icSouthbound, interconnect.southbound.remotes[1]),
    ]
    let process = addProcess(
      number == 0 ? "\(zone.name)-ic" : "\(zone.name)-ic-\(number + 1)", on: zone.central,
      clients: Dictionary(
        uniqueKeysWithValues: remotes.map { database, remote in
          (database.rawValue, .interconnect(database, remote, schema(at: remote)))
        })
    ) { Controller() }
    zone.interconnectDaemons.append(process)
    return process
  }

  private func addChassis(
    _ topology: ChassisTopology, to zone: Zone, interfaces: [String], runsController: Bool
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

  /// Starts the zone's compiler.
  private func addCompiler(to zone: Zone) {
    let remotes: [(ZoneDatabase, Remote)] = [
      (.northbound, zone.northbound.remotes[0]), (.southbound, zone.southbound.remotes[0]),
    ]
    let clients = remotes.map { database, remote in
      let tables = ZoneController.declared(database)
      return (
        database.rawValue,
        DatabaseClientConfiguration(
          database: database.rawValue, remotes: [remote], expectedSchema: schema(at: remote)
        ) { tables.monitored(in: $0) }
      )
    }
    let number = UInt64(zones.count)
    zone.northd = addProcess(
      "\(zone.name)-northd", on: zone.central, clients: Dictionary(uniqueKeysWithValues: clients)
    ) { Northd(randomNumber: number) }
  }

  /// Attaches routers to the transit switches that their zones' daemons have made by now.
  func attach() throws(LabError) {
    var waiting: [Attachment] = []
    for attachment in attachments {
      let switches = attachment.zone.northbound.rows(Northbound.LogicalSwitch.self)
      if switches.values.contains(where: { $0.name == attachment.transitSwitch }) {
        try attachment.zone.northbound.transact(attachment.operations)
      } else {
        waiting.append(attachment)
      }
    }
    attachments = waiting
  }
}

extension DatabaseClientConfiguration {
  fileprivate static func interconnect(
    _ database: Database, _ remote: Remote, _ schema: DatabaseSchema?
  ) -> Self {
    let tables = InterconnectController.declared(database)
    return Self(database: database.rawValue, remotes: [remote], expectedSchema: schema) {
      tables.monitored(in: $0)
    }
  }
}
