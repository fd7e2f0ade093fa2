/// What a mesh's databases hold, in a form that does not depend on when and in which order it came about:
/// one line a row, references by name, tunnel keys by whether they are right.
///
/// Two meshes that were led to the same state have equal snapshots.
public struct Snapshot: Equatable, Sendable, CustomStringConvertible {
  /// Sorted; a line occurs as often as rows are equal.
  public var lines: [String]

  public var description: String { lines.joined(separator: "\n") }

  /// The lines that only `self` has, marked `-`, and those that only `other` has, marked `+`.
  public func differences(to other: Snapshot) -> [String] {
    other.lines.difference(from: lines).map { change in
      switch change {
      case .remove(_, let line, _): "- \(line)"
      case .insert(_, let line, _): "+ \(line)"
      }
    }
  }

  /// Only the lines of which `predicate` says so.
  public func filter(_ predicate: (String) -> Bool) -> Snapshot {
    Snapshot(lines: lines.filter(predicate))
  }
}

extension Snapshot {
  /// Where rows are read, and how they are told apart.
  struct Table {
    var name: String
    /// The columns whose values make a row's name; none for tables of one row.
    var key: [String] = ["name"]
    /// Nil: all columns.
    var columns: Set<String>?
    /// Columns that differ between equal states.
    var ignored: Set<String> = []
  }

  static let northbound = [
    // Its options hold addresses that northd draws by lot.
    Table(name: "NB_Global", key: [], columns: ["name"]),
    Table(name: "Logical_Switch"), Table(name: "Logical_Switch_Port"),
    Table(name: "Logical_Router"), Table(name: "Logical_Router_Port"),
    Table(name: "Logical_Router_Static_Route", key: ["ip_prefix", "nexthop", "route_table"]),
    Table(name: "Load_Balancer"), Table(name: "Load_Balancer_Group"), Table(name: "Address_Set"),
    Table(name: "Gateway_Chassis"),
  ]

  static let southbound = [
    Table(name: "Chassis", columns: ["name", "hostname", "encaps", "other_config"]),
    Table(name: "Encap", key: ["chassis_name", "type", "ip"]),
    Table(
      name: "Port_Binding", key: ["logical_port"],
      columns: ["logical_port", "type", "chassis", "requested_chassis"]),
    Table(name: "Service_Monitor", key: ["logical_port", "ip", "port"]),
  ]

  static let interconnectNorthbound = [
    Table(name: "Transit_Switch"), Table(name: "Transit_Switch_Port"),
    Table(name: "Transit_Router"), Table(name: "Transit_Router_Port"),
  ]

  static let interconnectSouthbound = [
    Table(name: "Availability_Zone", ignored: ["nb_ic_cfg"]), Table(name: "Gateway"),
    Table(name: "Encap", key: ["gateway_name", "type", "ip"]),
    Table(name: "Datapath_Binding", key: ["transit_switch", "nb_ic_uuid"]),
    Table(name: "Port_Binding", key: ["logical_port"]),
    Table(
      name: "Route",
      key: ["transit_switch", "availability_zone", "route_table", "ip_prefix", "nexthop"]),
    Table(name: "Service_Monitor", key: ["logical_port", "ip", "port"]),
    Table(name: "Address_Set", key: ["name", "availability_zone"]),
  ]

  static func tables(of kind: DatabaseKind) -> [Table] {
    switch kind.name {
    case DatabaseKind.northbound.name: northbound
    case DatabaseKind.southbound.name: southbound
    case DatabaseKind.interconnectNorthbound.name: interconnectNorthbound
    case DatabaseKind.interconnectSouthbound.name: interconnectSouthbound
    default: []
    }
  }
}

extension Mesh {
  /// The present contents of all of the mesh's databases, without those `keys` of map columns.
  public func snapshot(withoutKeys keys: Set<String> = []) async throws -> Snapshot {
    var contents: [SnapshotPrinter.Contents] = []
    for server in servers {
      let tables = Snapshot.tables(of: server.kind)
      let rows = try await server.rows(ofTables: tables.map(\.name))
      contents += tables.map {
        .init(server: server.program.name, table: $0, rows: rows[$0.name] ?? [])
      }
    }
    return SnapshotPrinter(contents, withoutKeys: keys).snapshot
  }
}
