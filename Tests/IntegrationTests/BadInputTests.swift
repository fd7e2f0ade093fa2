import Testbed
import Testing

@Suite("Bad input", .crowded)
struct BadInputTests {
  @Test("in one row of Northbound leaves the other rows' effects", arguments: BadRow.northbound)
  func northbound(_ row: BadRow) async throws {
    try await withMesh { mesh in
      try await mesh.join()
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(1) { try await mesh.az2.learnedRoutes(of: "lr2").count }
      try await mesh.az1.northbound.ctl(row.command)
      try await mesh.az1.addRoute("10.12.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually([
        "10.11.0.0/16 via 169.254.100.1 static", "10.12.0.0/16 via 169.254.100.1 static",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await mesh.settle()
    }
  }

  @Test(
    "in a route of another zone is not learned, and the zone's other routes are",
    arguments: [
      ("nonsense", "169.254.100.9"), ("", "169.254.100.9"),
      ("10.13.0.0/33", "169.254.100.9"), ("10.14.0.0/16", "nonsense"), ("10.15.0.0/16", ""),
      ("10.16.0.0/16 ", "169.254.100.9"), ("2001:db8:13::/48", "fe80::1"),
      ("2001:db8:14::/129", "2001:db8:100::9"),
    ]
      // The C daemon lets octets above 255 pass.
      + (InterconnectProgram.ours.isReference ? [] : [("10.300.0.0/16", "169.254.100.9")]))
  func foreignRoute(prefix: String, nextHop: String) async throws {
    try await withMesh { mesh in
      try await mesh.join()
      try await mesh.addForeignZone(
        routes: [(prefix, nextHop), ("10.11.0.0/16", "169.254.100.9")])
      try await eventually(["10.11.0.0/16 via 169.254.100.9 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      try await mesh.settle()
      try await mesh.az1.addRoute("10.12.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually([
        "10.11.0.0/16 via 169.254.100.9 static", "10.12.0.0/16 via 169.254.100.1 static",
      ]) { try await mesh.az2.learnedRoutes(of: "lr2") }
    }
  }

  @Test("is complained about, but not endlessly", .requiresOurs)
  func rateLimit() async throws {
    try await withMesh { mesh in
      try await mesh.join()
      try await mesh.addForeignZone(routes: [("nonsense", "169.254.100.9")])
      try await waitUntil("the bad route is logged") {
        mesh.az2.daemon.log.contains("nonsense")
      }
      for _ in 0..<30 { try await mesh.az2.daemon.appctl("inc-engine/recompute") }
      try await mesh.settle()
      let lines = mesh.az2.daemon.log.split(separator: "\n").filter { $0.contains("nonsense") }
      #expect((1...10).contains(lines.count), "\(lines)")
    }
  }

  @Test(
    "from something that is no database is survived",
    arguments: [
      "garbage", #"{"id":null,"method":"x"}"#, #"{"id":0,"error":null,"result":{"a":1}}"#,
      #"{"id":1,"result":["\ud800"],"error":null}"#, "\u{0}\u{1}\u{2}",
    ])
  func garbageServer(answer: String) async throws {
    try await withMesh { mesh in
      try await mesh.join()
      try await mesh.settle()
      let server = mesh.interconnectSouthbound
      let before = try await mesh.snapshot()
      await server.kill()
      try await run("rm", ["-f", server.socket])
      let garbage = try GarbageServer(unix: server.socket, answers: Array(answer.utf8))
      try await waitUntil("the zones have met it", deadline: .seconds(20)) {
        garbage.connectionCount >= mesh.zones.count
      }
      for zone in mesh.zones {
        #expect(try await zone.daemon.appctl("is-paused") == "false\n")
      }
      garbage.stop()
      try await server.start()
      try await mesh.az1.addRoute("10.12.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(1, deadline: .seconds(30)) {
        try await mesh.az2.learnedRoutes(of: "lr2").count
      }
      try await mesh.az1.nbctl("lr-route-del", "lr1", "10.12.0.0/16")
      try await eventually([], deadline: .seconds(30)) {
        before.differences(to: try await mesh.snapshot())
      }
    }
  }

  @Test("of a server with another database is waited out")
  func otherDatabase() async throws {
    try await withWorkspace { workspace in
      let mesh = try await Mesh(
        in: workspace, running: [.ours, .ours], startDaemons: false)
      let zone = mesh.az1
      let daemon = InterconnectDaemon(
        .ours, name: "mistaken", in: workspace, northbound: zone.southbound.remote,
        southbound: zone.northbound.remote,
        interconnectNorthbound: mesh.interconnectSouthbound.remote,
        interconnectSouthbound: mesh.interconnectNorthbound.remote)
      try await daemon.start()
      try await mesh.az2.daemon.start()
      try await eventually(["az2"]) { try await mesh.registeredZones() }
      #expect(try await daemon.appctl("is-paused") == "false\n")
      #expect(await daemon.program.isRunning)
    }
  }
}

/// A command that puts something into a database that nobody ought to.
struct BadRow: Sendable, CustomStringConvertible {
  var description: String { command.suffix(2).joined(separator: " ") }
  var command: [String]

  init(_ command: String...) { self.command = command }

  private static func staticRoute(_ columns: String...) -> BadRow {
    var row = BadRow("--id=@r", "create", "Logical_Router_Static_Route")
    row.command += columns + ["--", "add", "Logical_Router", "lr1", "static_routes", "@r"]
    return row
  }

  static let northbound = [
    staticRoute("ip_prefix=nonsense", "nexthop=169.254.100.9"),
    staticRoute("ip_prefix=\"\"", "nexthop=169.254.100.9"),
    staticRoute("ip_prefix=10.13.0.0/99", "nexthop=169.254.100.9"),
    staticRoute("ip_prefix=10.13.0.0/16", "nexthop=nonsense"),
    staticRoute("ip_prefix=10.13.0.0/16", "nexthop=\"\""),
    BadRow(
      "lrp-add", "lr1", "odd", "00:00:00:00:00:07", "10.55.0.1/24", "--", "set",
      "Logical_Router_Port", "odd", "networks=nonsense"),
    BadRow(
      "lrp-add", "lr1", "odd", "00:00:00:00:00:07", "10.55.0.1/24", "--", "set",
      "Logical_Router_Port", "odd", "networks=0.0.0.0/99"),
    BadRow(
      "set", "NB_Global", ".", "options:ic-route-blacklist=nonsense",
      "options:ic-route-denylist=\"1/2/3\""),
    BadRow(
      "set", "NB_Global", ".", "options:ic-route-adv-default=maybe",
      "options:ic_probe_interval=soon"),
    BadRow(
      "lsp-add", "ts1", "stray", "--", "lsp-set-type", "stray", "router", "--",
      "lsp-set-options", "stray", "router-port=missing"),
    BadRow("set", "Logical_Switch_Port", "ts1-lr1", "options:requested-tnl-key=nonsense"),
  ]
}

extension Mesh {
  /// Publishes routes over `ts1` in the name of a zone that has no daemon.
  func addForeignZone(routes: [(prefix: String, nextHop: String)]) async throws {
    let zone = #"{"op":"insert","table":"Availability_Zone","row":{"name":"az9"},"uuid-name":"az"}"#
    try await interconnectSouthbound.commit(
      [zone]
        + routes.map { prefix, nextHop in
          #"""
          {"op":"insert","table":"Route","row":{"availability_zone":["named-uuid","az"],
          "transit_switch":"ts1","origin":"static","ip_prefix":"\#(prefix)","nexthop":"\#(nextHop)"}}
          """#
        })
  }
}
