internal import OVNModel
internal import Session

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
    try rest("the zones")
    try attach()
    // Other zones' switches come once whoever is their daemon has joined.
    if let missing = attachments.first(where: { !$0.isOutside }) {
      throw LabError("zone \(missing.zone.name) has no transit switch \(missing.transitSwitch)")
    }
    try rest("the joined zones")
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
      try addChassis(
        chassis, to: zone, interfaces: topology.interfaces(of: chassis),
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
