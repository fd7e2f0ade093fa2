/// Zones joined by one IC-Northbound and one IC-Southbound database.
public struct Mesh: Sendable {
  public let workspace: Workspace
  public let interconnectNorthbound: OVSDBServer
  public let interconnectSouthbound: OVSDBServer
  public let zones: [Zone]

  /// Starts two zones, or as many as `programs` has, named `az1`, `az2` …; the n-th zone runs the n-th program.
  ///
  /// Returns when all programs run; the daemons may not have done anything yet.
  public init(
    in workspace: Workspace, schemas: SchemaGeneration = .release2303,
    running programs: [InterconnectProgram], startDaemons: Bool = true
  ) async throws {
    self.workspace = workspace
    let kinds = try await schemas.kinds(in: workspace)
    async let north = OVSDBServer(kinds.interconnectNorthbound, name: "ic-nb", in: workspace)
    async let south = OVSDBServer(kinds.interconnectSouthbound, name: "ic-sb", in: workspace)
    let (interconnectNorthbound, interconnectSouthbound) = try await (north, south)
    zones = try await withThrowingTaskGroup { group in
      for (index, program) in programs.enumerated() {
        group.addTask {
          let zone = try await Zone(
            "az\(index + 1)", runs: program, in: workspace, kinds: kinds,
            interconnectNorthbound: interconnectNorthbound,
            interconnectSouthbound: interconnectSouthbound)
          if startDaemons { try await zone.daemon.start() }
          return (index, zone)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
        .sorted { $0.0 < $1.0 }.map(\.1)
    }
    self.interconnectNorthbound = interconnectNorthbound
    self.interconnectSouthbound = interconnectSouthbound
  }

  /// Runs `ovn-ic-nbctl`.
  @discardableResult
  public func icnbctl(_ arguments: String...) async throws -> String {
    try await interconnectNorthbound.ctl(arguments)
  }

  /// Runs `ovn-ic-sbctl`.
  @discardableResult
  public func icsbctl(_ arguments: String...) async throws -> String {
    try await interconnectSouthbound.ctl(arguments)
  }
}
