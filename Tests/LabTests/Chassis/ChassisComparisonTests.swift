import JSON
import OVNModel
import OVSDB
import Session
import Testbed
import Testing

@testable import Lab

@Suite("A chassis of the lab, beside ovn-controller", .timeLimit(.minutes(5)), .serialized)
struct ChassisComparisonTests {
  private static let cases: [[String: String]] = [
    [:],
    ["ovn-encap-type": "geneve,vxlan", "ovn-encap-csum": "false"],
    ["ovn-is-interconn": "true", "ovn-encap-tos": "inherit", "ovn-encap-df_default": "false"],
    [
      "ovn-bridge-mappings": "public:br-ex", "ovn-cms-options": "enable-chassis-as-gw",
      "ovn-monitor-all": "true", "ovn-bridge-datapath-type": "netdev", "ovn-set-local-ip": "true",
    ],
    ["ovn-transport-zones": "tz1,tz2", "ovn-encap-ip-me": "192.0.2.9", "ovn-bridge": "br-ovn"],
    ["ovn-encap-type": "vxlan"],
  ]

  @Test("writes the same rows into both databases, tunnels included", arguments: cases)
  func rows(externalIDs: [String: String]) async throws {
    try await compare(ComparisonScenario(externalIDs: externalIDs), by: \.lines)
  }

  @Test("claims the same ports")
  func claims() async throws {
    let scenario = ComparisonScenario(externalIDs: [:])
    try await compare(scenario, withSwitch: true, by: \.claims)
  }

  private func compare(
    _ scenario: ComparisonScenario, withSwitch: Bool = false,
    by lines: KeyPath<ComparisonAccount, [String]>
  ) async throws {
    let ours = try account(ofLab: scenario)[keyPath: lines]
    try await withWorkspace { workspace in
      let servers = try await ComparisonServers(scenario, withSwitch: withSwitch, in: workspace)
      try await waitUntil("ovn-controller has registered") {
        let account = try await servers.account()
        return account.uuid(of: scenario.name) != nil && account.bridge != nil
      }
      let account = try await servers.account()
      try await servers.transact(scenario.more(account), to: servers.southbound)
      try await servers.transact(scenario.plugs(account), to: servers.vswitch)
      var theirs: [String] = []
      do {
        try await waitUntil("ovn-controller writes what we write") {
          theirs = try await servers.account()[keyPath: lines]
          return theirs == ours
        }
      } catch TestbedError.timedOut {
        #expect(theirs.filter { !ours.contains($0) } == [], "only ovn-controller")
        #expect(ours.filter { !theirs.contains($0) } == [], "only ours")
      }
    }
  }

  private func account(ofLab scenario: ComparisonScenario) throws -> ComparisonAccount {
    let lab = Lab()
    let central = try lab.addServer(
      "sb", Southbound.schema, at: [.unix(path: "/sb.sock")], on: Site("central"))
    let vswitch = try lab.addServer(
      "vswitch", OpenVSwitch.schema, at: [.unix(path: "/db.sock")], on: Site("host"))
    try central.transact(scenario.southbound)
    try vswitch.transact(scenario.vswitch)
    _ = lab.addChassis(
      "chassis", on: Site("host"), vswitch: vswitch.remotes[0], southbound: central.remotes[0]
    ) { _ in true }
    #expect(lab.settle())
    let account = {
      ComparisonAccount(
        chassis: central.rows(Southbound.Chassis.self),
        companions: central.rows(Southbound.ChassisPrivate.self),
        encaps: central.rows(Southbound.Encap.self),
        bindings: central.rows(Southbound.PortBinding.self),
        configurations: vswitch.rows(OpenVSwitch.Configuration.self),
        bridges: vswitch.rows(OpenVSwitch.Bridge.self),
        ports: vswitch.rows(OpenVSwitch.Port.self),
        interfaces: vswitch.rows(OpenVSwitch.Interface.self))
    }
    try central.transact(scenario.more(account()))
    try vswitch.transact(scenario.plugs(account()))
    #expect(lab.settle())
    return account()
  }
}

/// A real ovn-controller on databases of real servers; without a vswitchd it claims no ports.
private struct ComparisonServers {
  let southbound: OVSDBServer
  let vswitch: OVSDBServer

  init(
    _ scenario: ComparisonScenario, withSwitch: Bool, in workspace: Workspace
  ) async throws {
    southbound = try await OVSDBServer(.southbound, name: "sb", in: workspace)
    vswitch = try await OVSDBServer(.openVSwitch, name: "vswitch", in: workspace)
    try await transact(scenario.southbound, to: southbound)
    try await transact(scenario.vswitch, to: vswitch)
    try await vswitch.ctl(
      "--no-wait", "set", "Open_vSwitch", ".", "external_ids:ovn-remote=\(southbound.remote)")
    if withSwitch {
      // A switch without devices: nothing is done to the machine's own.
      let vswitchd = workspace.program(
        "ovs-vswitchd", "ovs-vswitchd",
        [
          vswitch.remote, "--enable-dummy=override", "--disable-system",
          "--unixctl=\(workspace.path("vswitchd.ctl"))", "-vconsole:off", "-vsyslog:off",
        ])
      try await vswitchd.start()
    }
    let controller = workspace.program(
      "ovn-controller", "ovn-controller",
      [
        vswitch.remote, "--log-file=\(workspace.path("controller.log"))", "-vconsole:off",
        "-vsyslog:off",
      ])
    try await controller.start()
  }

  func transact(_ operations: [OVSDB.Operation], to server: OVSDBServer) async throws {
    let parameters = JSON.array([.string(server.kind.name)] + operations.map(\.json))
    let reply = try await server.transact(text: "\(parameters)")
    if reply.contains("\"error\"") { throw DatabaseError(error: reply) }
  }

  func account() async throws -> ComparisonAccount {
    ComparisonAccount(
      chassis: try await rows(of: southbound), companions: try await rows(of: southbound),
      encaps: try await rows(of: southbound), bindings: try await rows(of: southbound),
      configurations: try await rows(of: vswitch),
      bridges: try await rows(of: vswitch), ports: try await rows(of: vswitch),
      interfaces: try await rows(of: vswitch))
  }

  private func rows<R: Row>(of server: OVSDBServer) async throws -> [UUID: R] {
    let select = OVSDB.Operation.select(table: R.table.name, where: [])
    let text = try await server.transact(
      text: "\(JSON.array([.string(server.kind.name), select.json]))")
    let wire = try JSONDocument(parsing: Array(text.utf8)).root
    var rows: [UUID: R] = [:]
    for case .rows(let found) in try TransactionResult(wire: wire, operationCount: 1).operations {
      for columns in found {
        var row = R()
        try R.table.decode(JSONElement(.object(columns)), into: &row)
        rows[try UUID(wire: JSONElement(columns["_uuid"] ?? .null))] = row
      }
    }
    return rows
  }
}
