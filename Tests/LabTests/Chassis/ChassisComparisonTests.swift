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

  @Test("takes the same rows back when it exits")
  func exits() async throws {
    try await compare(ComparisonScenario(externalIDs: [:]), andExit: true, by: \.lines)
  }

  private func compare(
    _ scenario: ComparisonScenario, withSwitch: Bool = false, andExit exits: Bool = false,
    by lines: KeyPath<ComparisonAccount, [String]>
  ) async throws {
    let ours = try account(ofLab: scenario, andExit: exits)[keyPath: lines]
    try await withWorkspace { workspace in
      let servers = try await ComparisonServers(scenario, withSwitch: withSwitch, in: workspace)
      try await waitUntil("ovn-controller has registered") {
        let account = try await servers.account()
        return account.uuid(of: scenario.name) != nil && account.bridge != nil
      }
      let account = try await servers.account()
      try await servers.southbound.commit(scenario.more(account).map { "\($0.json)" })
      try await servers.vswitch.commit(scenario.plugs(account).map { "\($0.json)" })
      if exits { try await servers.exit() }
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

  private func account(
    ofLab scenario: ComparisonScenario, andExit exits: Bool
  ) throws -> ComparisonAccount {
    let lab = Lab()
    let central = try lab.addServer(
      "sb", Southbound.schema, at: [.unix(path: "/sb.sock")], on: Site("central"))
    let vswitch = try lab.addServer(
      "vswitch", OpenVSwitch.schema, at: [.unix(path: "/db.sock")], on: Site("host"))
    try central.transact(scenario.southbound)
    try vswitch.transact(scenario.vswitch)
    let process = lab.addChassis(
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
    if exits {
      process.command(Chassis.self) { $0.exit() }
      #expect(lab.settle())
    }
    return account()
  }
}

/// A real ovn-controller on databases of real servers; without a vswitchd it claims no ports.
private struct ComparisonServers {
  let southbound: OVSDBServer
  let vswitch: OVSDBServer
  private let controller: Program
  private let folder: String

  init(
    _ scenario: ComparisonScenario, withSwitch: Bool, in workspace: Workspace
  ) async throws {
    southbound = try await OVSDBServer(.southbound, name: "sb", in: workspace)
    vswitch = try await OVSDBServer(.openVSwitch, name: "vswitch", in: workspace)
    try await southbound.commit(scenario.southbound.map { "\($0.json)" })
    try await vswitch.commit(scenario.vswitch.map { "\($0.json)" })
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
    folder = workspace.folder
    controller = workspace.program(
      "ovn-controller", "ovn-controller",
      [
        vswitch.remote, "--log-file=\(workspace.path("controller.log"))", "-vconsole:off",
        "-vsyslog:off",
      ])
    try await controller.start()
  }

  /// Has ovn-controller end in an orderly way.
  func exit() async throws {
    guard let process = await controller.processIdentifier else { return }
    try await run("ovn-appctl", ["-t", "\(folder)/ovn-controller.\(process).ctl", "exit"])
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
