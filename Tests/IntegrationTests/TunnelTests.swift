import Testbed
import Testing

@Suite("ovn-ic on a gateway without ovn-controller", .crowded, .requiresOurs)
struct TunnelTests {
  @Test("makes the tunnels to the other zone's gateway and to its own zone's chassis")
  func tunnels() async throws {
    try await withGateway { gateway in
      try await eventually([
        "ovn-gw2-0 gw2@10.1.0.2 geneve csum=true key=flow remote_ip=10.1.0.2",
        "ovn-hv1-0 hv1@10.1.0.3 geneve csum=true key=flow remote_ip=10.1.0.3",
      ]) { try await gateway.tunnels() }
      #expect(try await gateway.daemon.appctl("memory/show").contains("tunnels:2"))
    }
  }

  @Test("follows the gateways' addresses and the operator's wishes")
  func follows() async throws {
    try await withGateway { gateway in
      try await gateway.mesh.az1.sbctl("chassis-del", "hv1")
      try await gateway.mesh.az2.sbctl("chassis-del", "gw2")
      try await eventually([]) { try await gateway.tunnels() }
      try await gateway.mesh.az2.addGateway("gw2", ip: "10.1.0.9")
      try await gateway.vswitch.ctl(
        "--no-wait", "set", "Open_vSwitch", ".", "external_ids:ovn-encap-tos=inherit")
      try await eventually([
        "ovn-gw2-0 gw2@10.1.0.9 geneve csum=true key=flow remote_ip=10.1.0.9 tos=inherit"
      ]) { try await gateway.tunnels() }
    }
  }

  @Test("leaves them when it ends, and writes nothing when it starts again")
  func restarts() async throws {
    try await withGateway { gateway in
      try await eventually(2) { try await gateway.tunnels().count }
      try await gateway.daemon.restart()
      try await eventually("connected\n") {
        try await gateway.daemon.appctl("sb-connection-status")
      }
      // A change that it follows shows that it has read everything.
      try await gateway.mesh.az1.sbctl("chassis-add", "hv2", "geneve", "10.1.0.4")
      try await eventually(3) { try await gateway.tunnels().count }
      let transactions = try await gateway.vswitch.transactionCount()
      #expect(transactions == gateway.ownTransactions + 2, "one for each time it was started")
    }
  }

  @Test("waits for a database that is not there, and repairs what is changed in it")
  func repairs() async throws {
    try await withGateway { gateway in
      try await eventually(2) { try await gateway.tunnels().count }
      let before = try await gateway.tunnels()
      await gateway.vswitch.program.kill()
      try await gateway.vswitch.start()
      try await gateway.vswitch.ctl(
        "--no-wait", "del-port", "ovn-gw2-0", "--", "set", "Interface", "ovn-hv1-0",
        "options:remote_ip=1.2.3.4", "--", "add-port", "br-int", "ovn-old-0", "--", "set", "Port",
        "ovn-old-0", "external_ids:ovn-chassis-id=old@1.2.3.4")
      try await eventually(before) { try await gateway.tunnels() }
    }
  }

  @Test("names a connection method that makes no sense, and does the rest of its work")
  func badRemote() async throws {
    try await withMesh { mesh in
      let daemon = standby(of: mesh, arguments: ["--tunnels-db=nonsense"])
      try await daemon.start()
      try await waitUntil("the log names the method") { daemon.log.contains("--tunnels-db: ") }
      await mesh.az1.daemon.kill()
      try await eventually("Status: active\n") { try await daemon.appctl("status") }
    }
  }
}

/// A gateway's host: an Open vSwitch without vswitchd, and an ovn-ic that keeps its tunnels.
private struct Gateway {
  let mesh: Mesh
  let vswitch: OVSDBServer
  let daemon: InterconnectDaemon
  /// How many transactions there were before the daemon's.
  let ownTransactions: Int

  /// The tunnels in the integration bridge: name, `ovn-chassis-id`, type, options.
  func tunnels() async throws -> [String] {
    let tables = try await vswitch.rows(ofTables: ["Bridge", "Port", "Interface"])
    let ports = tables["Bridge"]?.first { $0["name"].text == "br-int" }?["ports"].texts ?? []
    let interfaces = tables["Interface"] ?? []
    return (tables["Port"] ?? []).filter { ports.contains($0.uuid) }.compactMap { port in
      guard let id = port["external_ids"]["ovn-chassis-id"],
        let interface = interfaces.first(where: { $0.uuid == port["interfaces"].text })
      else { return nil }
      let options = interface["options"].texts.map { "\($0)=\(interface["options"][$0] ?? "")" }
      return ([port["name"].text, id, interface["type"].text] + options).joined(separator: " ")
    }
    .sorted()
  }
}

/// Runs a story on the gateway `gw1` of the first of two zones.
private func withGateway(_ story: (Gateway) async throws -> Void) async throws {
  try await withMesh { mesh in
    try await mesh.az1.addGateway("gw1", ip: "10.1.0.1")
    try await mesh.az2.addGateway("gw2", ip: "10.1.0.2")
    try await mesh.az1.sbctl("chassis-add", "hv1", "geneve", "10.1.0.3")
    try await eventually(1) { try await mesh.az1.remoteChassis().count }
    let vswitch = try await OVSDBServer(.openVSwitch, name: "vswitch", in: mesh.workspace)
    try await vswitch.ctl(
      "--no-wait", "init", "--", "set", "Open_vSwitch", ".", "external_ids:system-id=gw1", "--",
      "add-br", "br-int")
    let ownTransactions = try await vswitch.transactionCount()
    let daemon = standby(of: mesh, arguments: ["--tunnels-db=\(vswitch.remote)"])
    try await daemon.start()
    try await story(
      Gateway(mesh: mesh, vswitch: vswitch, daemon: daemon, ownTransactions: ownTransactions))
  }
}

/// A second daemon of the first zone, which another acts for.
private func standby(of mesh: Mesh, arguments: [String]) -> InterconnectDaemon {
  InterconnectDaemon(
    .ours, name: "gw1-ic", in: mesh.workspace, northbound: mesh.az1.northbound.remote,
    southbound: mesh.az1.southbound.remote,
    interconnectNorthbound: mesh.interconnectNorthbound.remote,
    interconnectSouthbound: mesh.interconnectSouthbound.remote, arguments: arguments)
}

extension OVSDBServer {
  /// How many transactions its file has.
  fileprivate func transactionCount() async throws -> Int {
    try await run("ovsdb-tool", ["show-log", file]).split(separator: "\n")
      .count { $0.hasPrefix("record ") }
  }
}
