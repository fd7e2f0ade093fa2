internal import OVNModel
public import OVSDB

/// Which release's schemas a server has.
public enum SchemaRelease: String, CaseIterable, Sendable, CustomStringConvertible {
  /// The schemas that this package declares.
  case newest
  /// Those of release 23.03, as far as the interconnection goes: without what later ones have added.
  case release2303 = "23.03"

  public var description: String { rawValue }

  /// The release's schema of what is `newest` today.
  public func schema(_ newest: DatabaseSchema) -> DatabaseSchema {
    guard self == .release2303, let release = Self.releases[newest.name] else { return newest }
    var schema = newest
    schema.version = release.version
    for table in release.tables { schema.tables[table] = nil }
    for (table, column) in release.columns { schema.tables[table]?.columns[column] = nil }
    if newest.name == ICSouthbound.schema.name {
      schema.tables["Datapath_Binding"]?.indexes = [["tunnel_key"]]
      schema.tables["Route"]?.columns["origin"]?.type.key = .string(
        .oneOf(["connected", "static"]))
    }
    return schema
  }

  /// What came later.
  private struct Later {
    var version: String
    var tables: [String] = []
    var columns: [(table: String, column: String)] = []
  }

  private static let releases = [
    Northbound.schema.name: Later(
      version: "7.0.0",
      columns: [("Address_Set", "options"), ("Logical_Switch_Port", "peer")]),
    Southbound.schema.name: Later(
      version: "20.27.0",
      columns: [("Datapath_Binding", "nb_uuid"), ("Datapath_Binding", "type")]),
    ICNorthbound.schema.name: Later(
      version: "1.0.0",
      tables: ["Transit_Router", "Transit_Router_Port", "Transit_Switch_Port"],
      columns: [
        ("IC_NB_Global", "nb_ic_cfg"), ("IC_NB_Global", "sb_ic_cfg"), ("Transit_Switch", "ports"),
      ]),
    ICSouthbound.schema.name: Later(
      version: "1.1.1", tables: ["Address_Set", "Service_Monitor"],
      columns: [
        ("IC_SB_Global", "nb_ic_cfg"), ("Availability_Zone", "nb_ic_cfg"), ("Route", "options"),
        ("Datapath_Binding", "type"), ("Datapath_Binding", "nb_ic_uuid"), ("Port_Binding", "type"),
        ("Port_Binding", "nb_ic_uuid"),
      ]),
  ]
}
