/// An availability zone: Northbound and Southbound servers, `ovn-northd`, `ovn-ic`.
public struct Zone: Sendable {
  /// The zone's name, also in NB_Global.
  public let name: String
  public let northbound: OVSDBServer
  public let southbound: OVSDBServer
  /// `ovn-northd`.
  public let northd: Program
  /// The control socket of `ovn-northd`.
  public let northdControlSocket: String
  public let daemon: InterconnectDaemon

  /// Starts servers and northd, and names the zone; the daemon is started with ``InterconnectDaemon/start()``.
  init(
    _ name: String, runs program: InterconnectProgram, in workspace: Workspace,
    kinds: DatabaseKinds,
    interconnectNorthbound: OVSDBServer, interconnectSouthbound: OVSDBServer
  ) async throws {
    self.name = name
    async let northbound = OVSDBServer(kinds.northbound, name: "\(name)-nb", in: workspace)
    async let southbound = OVSDBServer(kinds.southbound, name: "\(name)-sb", in: workspace)
    self.northbound = try await northbound
    self.southbound = try await southbound
    northdControlSocket = workspace.path("\(name)-northd.ctl")
    northd = workspace.program(
      "\(name)-northd", "ovn-northd",
      [
        "--ovnnb-db=\(self.northbound.remote)", "--ovnsb-db=\(self.southbound.remote)",
        "--unixctl=\(northdControlSocket)", "--log-file=\(workspace.path("\(name)-northd.log"))",
        "-vconsole:off", "-vsyslog:off",
      ])
    daemon = InterconnectDaemon(
      program, name: "\(name)-ic", in: workspace, northbound: self.northbound.remote,
      southbound: self.southbound.remote, interconnectNorthbound: interconnectNorthbound.remote,
      interconnectSouthbound: interconnectSouthbound.remote)
    async let named = self.northbound.ctl("init", "--", "set", "NB_Global", ".", "name=\(name)")
    async let initialised = self.southbound.ctl("init")
    _ = try await (named, initialised)
    try await northd.start()
  }

  /// Runs `ovn-nbctl` on the zone.
  @discardableResult
  public func nbctl(_ arguments: String...) async throws -> String {
    try await northbound.ctl(arguments)
  }

  /// Runs `ovn-sbctl` on the zone.
  @discardableResult
  public func sbctl(_ arguments: String...) async throws -> String {
    try await southbound.ctl(arguments)
  }

  /// Waits until northd has brought everything in Northbound into Southbound.
  public func sync() async throws { try await nbctl("--wait=sb", "sync") }

  /// Sends a command to northd, for instance `pause`.
  @discardableResult
  public func northdAppctl(_ arguments: String...) async throws -> String {
    try await run("ovn-appctl", ["-t", northdControlSocket] + arguments)
  }
}
