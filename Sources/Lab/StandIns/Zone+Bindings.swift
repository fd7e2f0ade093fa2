internal import JSON
internal import OVNModel
internal import OVSDB

/// What northd writes of datapaths and ports into its zone's Southbound database, and where
/// ovn-controller binds the gateway ports of routers.
extension Zone {
  func bindingOperations() -> [OVSDB.Operation] {
    let present = southbound.rows(Southbound.DatapathBinding.self)
    var bindings = PortBindings(southbound)
    var rows = Insertions()
    var datapaths = Datapaths(present)
    let ports = northbound.rows(Northbound.LogicalSwitchPort.self)
    for (uuid, row) in northbound.rows(Northbound.LogicalSwitch.self).sorted(by: { $0.key < $1.key }
    ) {
      let datapath = datapaths.keep(uuid, key: "logical-switch", row.otherConfig, southbound, &rows)
      let ports = row.ports.compactMap { ports[$0] }.sorted { $0.name < $1.name }
      bindings.keep(ports.map(\.wanted), on: datapath, &rows)
    }
    let routerPorts = northbound.rows(Northbound.LogicalRouterPort.self)
    let gateways = northbound.rows(Northbound.GatewayChassis.self)
    for (uuid, row) in northbound.rows(Northbound.LogicalRouter.self).sorted(by: { $0.key < $1.key }
    ) {
      let datapath = datapaths.keep(uuid, key: "logical-router", row.options, southbound, &rows)
      let ports = row.enabled == false ? [] : row.ports.compactMap { routerPorts[$0] }
      bindings.keep(
        ports.sorted { $0.name < $1.name }.flatMap {
          $0.wanted(gateways: $0.gatewayChassis.compactMap { gateways[$0] })
        }, on: datapath, &rows)
    }
    bindings.removeOthers(&rows)
    datapaths.removeOthers(&rows)
    return rows.operations
  }
}

/// A zone's datapaths, each of which stands for a row of the Northbound database.
private struct Datapaths {
  private var others: [String: (uuid: UUID, row: Southbound.DatapathBinding)] = [:]
  private var keys: Set<Int>

  init(_ present: [UUID: Southbound.DatapathBinding]) {
    keys = Set(present.values.map(\.tunnelKey))
    for (uuid, row) in present {
      let owner = row.externalIDs["logical-switch"] ?? row.externalIDs["logical-router"]
      others[owner ?? "\(uuid)"] = (uuid, row)
    }
  }

  /// The datapath of a switch or router, which is made if it is missing.
  mutating func keep(
    _ owner: UUID, key kind: String, _ options: [String: String], _ server: LabServer,
    _ rows: inout Insertions
  ) -> Owner {
    let requested = options["requested-tnl-key"].flatMap { Int($0) }
    if let (uuid, row) = others.removeValue(forKey: "\(owner)") {
      if let requested, requested != row.tunnelKey, keys.insert(requested).inserted {
        rows.add(
          .update(
            table: "Datapath_Binding", where: [.uuid(equals: uuid)],
            row: ["tunnel_key": .integer(Int64(requested))]))
      }
      return Owner(uuid: uuid, json: .uuid(uuid))
    }
    var row = Southbound.DatapathBinding()
    row.tunnelKey = requested.flatMap { keys.contains($0) ? nil : $0 } ?? 1
    while !keys.insert(row.tunnelKey).inserted { row.tunnelKey += 1 }
    row.externalIDs = [kind: "\(owner)"]
    if server.schema.tables["Datapath_Binding"]?.columns["nb_uuid"] != nil {
      row.type = kind
      row.nbUUID = owner
    }
    return Owner(uuid: nil, json: rows.add(row))
  }

  func removeOthers(_ rows: inout Insertions) {
    for uuid in others.values.map(\.uuid).sorted() {
      rows.add(.delete(table: "Datapath_Binding", where: [.uuid(equals: uuid)]))
    }
  }
}

/// A datapath that is there, or will be at the end of the transaction.
private struct Owner {
  let uuid: UUID?
  let json: JSON
}

/// A zone's port bindings, by the ports' names.
private struct PortBindings {
  private let present: [String: (uuid: UUID, row: Southbound.PortBinding)]
  private var others: Set<String>
  private var added: Set<String> = []
  private let chassis: [String: UUID]

  init(_ server: LabServer) {
    present = Dictionary(
      server.rows(Southbound.PortBinding.self).map { ($1.logicalPort, ($0, $1)) }
    ) { first, _ in first }
    others = Set(present.keys)
    // Only a chassis of the zone itself claims a port.
    chassis = Dictionary(
      server.rows(Southbound.Chassis.self).filter { $0.value.otherConfig["is-remote"] != "true" }
        .map { ($1.name, $0) }
    ) { first, _ in first }
  }

  /// Makes the ports of a datapath be what they ought to be.
  mutating func keep(_ ports: [WantedPort], on datapath: Owner, _ rows: inout Insertions) {
    let ports = ports.filter { added.insert($0.name).inserted }
    let keys = tunnelKeys(of: ports, on: datapath)
    for port in ports {
      let key = keys[port.name] ?? 0
      if let (uuid, row) = present(port, on: datapath) {
        others.remove(port.name)
        let columns = update(row, to: port, key)
        if columns.isEmpty { continue }
        rows.add(.update(table: "Port_Binding", where: [.uuid(equals: uuid)], row: columns))
        continue
      }
      var row = Southbound.PortBinding()
      row.logicalPort = port.name
      row.type = port.type
      row.mac = port.mac
      row.options = port.options
      row.tunnelKey = key
      row.chassis = claimant(of: port)
      _ = rows.add(row, ["datapath": [datapath.json]])
    }
  }

  private func present(
    _ port: WantedPort, on datapath: Owner
  ) -> (uuid: UUID, row: Southbound.PortBinding)? {
    present[port.name].flatMap { $0.row.datapath == datapath.uuid ? $0 : nil }
  }

  /// The key that is asked for, else the one that the port has, else the lowest that is free.
  private func tunnelKeys(of ports: [WantedPort], on datapath: Owner) -> [String: Int] {
    var keys: [String: Int] = [:]
    var taken: Set<Int> = []
    for port in ports {
      if let key = port.requestedKey, taken.insert(key).inserted { keys[port.name] = key }
    }
    for port in ports where keys[port.name] == nil {
      var key = present(port, on: datapath)?.row.tunnelKey ?? 1
      while !taken.insert(key).inserted { key += 1 }
      keys[port.name] = key
    }
    return keys
  }

  private func claimant(of port: WantedPort) -> UUID? {
    port.gateways.lazy.compactMap { chassis[$0] }.first
  }

  private func update(
    _ row: Southbound.PortBinding, to port: WantedPort, _ key: Int
  ) -> [String: JSON] {
    var columns: [String: JSON] = [:]
    if row.type != port.type { columns["type"] = .string(port.type) }
    if row.mac != port.mac { columns["mac"] = port.mac.json }
    if row.options != port.options { columns["options"] = port.options.json }
    if row.tunnelKey != key { columns["tunnel_key"] = .integer(Int64(key)) }
    // Where a remote port is bound is the interconnection controller's business.
    if port.type != "remote", row.chassis != claimant(of: port) {
      columns["chassis"] = claimant(of: port).json
    }
    return columns
  }

  func removeOthers(_ rows: inout Insertions) {
    for name in others.sorted() {
      guard let uuid = present[name]?.uuid else { continue }
      rows.add(.delete(table: "Port_Binding", where: [.uuid(equals: uuid)]))
    }
  }
}

/// What a port binding ought to say.
private struct WantedPort {
  var name: String
  var type: String
  var mac: Set<String> = []
  var options: [String: String] = [:]
  var requestedKey: Int?
  /// The chassis that may claim it, the preferred one first.
  var gateways: [String] = []
}

extension Northbound.LogicalSwitchPort {
  fileprivate var wanted: WantedPort {
    var port = WantedPort(name: name, type: type == "router" ? "patch" : type)
    port.mac = addresses
    if type == "router" {
      port.mac = []
      port.options["peer"] = options["router-port"]
    }
    port.requestedKey = options["requested-tnl-key"].flatMap { Int($0) }
    return port
  }
}

extension Northbound.LogicalRouterPort {
  /// The port, and if it has gateways the one that stands for it there.
  fileprivate func wanted(gateways: [Northbound.GatewayChassis]) -> [WantedPort] {
    var port = WantedPort(name: name, type: "patch")
    port.mac = [([mac] + networks.sorted()).joined(separator: " ")]
    if gateways.isEmpty { return [port] }
    var redirect = WantedPort(name: "cr-\(name)", type: "chassisredirect")
    redirect.mac = port.mac
    redirect.options["distributed-port"] = name
    redirect.gateways = gateways.sorted {
      ($1.priority, $0.chassisName) < ($0.priority, $1.chassisName)
    }.map(\.chassisName)
    return [port, redirect]
  }
}
