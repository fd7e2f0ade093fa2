/// Which release's IC databases a mesh has.
public enum SchemaGeneration: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// The distribution's: OVN_IC_Northbound 1.0.0, OVN_IC_Southbound 1.1.1.
  case release2303
  /// The newest that we know, as `isthmus schema` prints it.
  case newest

  public var description: String {
    switch self {
    case .release2303: "IC schemas of OVN 23.03"
    case .newest: "newest IC schemas"
    }
  }

  func kinds(
    in workspace: Workspace
  ) async throws -> (northbound: DatabaseKind, southbound: DatabaseKind) {
    switch self {
    case .release2303: return (.interconnectNorthbound, .interconnectSouthbound)
    case .newest:
      async let northbound = newest(.interconnectNorthbound, in: workspace)
      async let southbound = newest(.interconnectSouthbound, in: workspace)
      return try await (northbound, southbound)
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
