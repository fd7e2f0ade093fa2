/// Which release's databases a mesh has.
public enum SchemaGeneration: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// The distribution's: OVN_Northbound 7.0.0, OVN_Southbound 20.27.0, OVN_IC_Northbound 1.0.0,
  /// OVN_IC_Southbound 1.1.1.
  case release2303
  /// The newest that we know, as `isthmus schema` prints it.
  case newest

  public var description: String {
    switch self {
    case .release2303: "schemas of OVN 23.03"
    case .newest: "newest schemas"
    }
  }

  /// The IC-Northbound database of this generation.
  public func interconnectNorthbound(in workspace: Workspace) async throws -> DatabaseKind {
    try await kinds(in: workspace).interconnectNorthbound
  }

  func kinds(in workspace: Workspace) async throws -> DatabaseKinds {
    switch self {
    case .release2303: return DatabaseKinds()
    case .newest:
      async let northbound = newest(.northbound, in: workspace)
      async let southbound = newest(.southbound, in: workspace)
      async let icNorthbound = newest(.interconnectNorthbound, in: workspace)
      async let icSouthbound = newest(.interconnectSouthbound, in: workspace)
      return try await DatabaseKinds(
        northbound: northbound, southbound: southbound, interconnectNorthbound: icNorthbound,
        interconnectSouthbound: icSouthbound)
    }
  }

  private func newest(
    _ kind: DatabaseKind, in workspace: Workspace
  ) async throws -> DatabaseKind {
    var kind = kind
    let schema = try await run(builtProgram("isthmus"), ["schema", kind.name])
    kind.schemaFile = try workspace.write(schema, to: "\(kind.name).ovsschema")
    return kind
  }
}

/// The databases of a mesh, by default as the distribution has them.
struct DatabaseKinds: Sendable {
  var northbound = DatabaseKind.northbound
  var southbound = DatabaseKind.southbound
  var interconnectNorthbound = DatabaseKind.interconnectNorthbound
  var interconnectSouthbound = DatabaseKind.interconnectSouthbound
}
