import Foundation
import Testbed
import Testing

/// Which programs a rig runs, and how its routers learn of each other's networks.
private struct Cast: Sendable, CustomTestStringConvertible {
  var east: InterconnectProgram
  var west: InterconnectProgram
  var databases = OVSDBServer.Command.reference
  var routes: String

  var testDescription: String {
    "\(east) in the east, \(west) in the west, databases on \(databases), routes \(routes)"
  }
  var options: [String] {
    ["--ic-east", east.path, "--ic-west", west.path, "--routes", routes] + databases.rigOptions
  }

  static let all = [
    Cast(east: .ours, west: .ours, routes: "static"),
    Cast(east: .ours, west: .ours, routes: "learned"),
    Cast(east: .reference, west: .ours, routes: "learned"),
    Cast(east: .ours, west: .reference, routes: "learned"),
    Cast(east: .reference, west: .reference, routes: "learned"),
    Cast(east: .ours, west: .ours, databases: .ours, routes: "static"),
    Cast(east: .ours, west: .reference, databases: .ours, routes: "learned"),
    Cast(east: .reference, west: .reference, databases: .ours, routes: "learned"),
  ]
}

@Suite(
  "Seven hosts in two zones", .serialized, .timeLimit(.minutes(5)),
  .enabled("needs root and network namespaces") { try await Rig.isPossible() })
struct RigTests {
  @Test("carry pings between the zones through both gateways", arguments: Cast.all)
  private func pings(cast: Cast) async throws {
    try await withWorkspace { workspace in
      let rig = Rig(in: workspace)
      let result = try await rig.attempt("check", options: cast.options)
      #expect(result.status == .exited(0), "\(result.error)")
      #expect(result.output.contains("3 replies with TTL 62, through gw_east and gw_west"))
      #expect(try await rig.isGone())
    }
  }

  @Test("carry pings through tunnels that ovn-ic makes, which ovn-controller takes for its own")
  func tunnels() async throws {
    try await withWorkspace { workspace in
      let rig = Rig(in: workspace)
      let program = InterconnectProgram.ours
      let result = try await rig.attempt("tunnels", program.path, options: ["--ic", program.path])
      #expect(result.status == .exited(0), "\(result.error)")
      #expect(result.output.contains("3 replies with TTL 62, through gw_east and gw_west"))
      #expect(result.output.contains("4 tunnels as ovn-controller makes them"))
      #expect(try await rig.isGone())
    }
  }

  @Test("end in the same state, whichever ovn-ic they run")
  func comparison() async throws {
    try await withWorkspace { workspace in
      let rig = Rig(in: workspace)
      let result = try await rig.attempt(
        "compare", InterconnectProgram.ours.path, options: ["--routes", "learned"])
      #expect(result.status == .exited(0), "\(result.output)\(result.error)")
      #expect(try await rig.isGone())
    }
  }

  @Test("end in the same state, whichever server their databases are on")
  func databaseComparison() async throws {
    var dumps: [String] = []
    for databases in [OVSDBServer.Command.reference, .ours] {
      try await withRig { rig in
        let options = ["--ic", InterconnectProgram.ours.path, "--routes", "learned"]
        try await rig.run("up", options: options + databases.rigOptions)
        try await rig.run("check")
        try await rig.run("status")
        let executable = try await databases.executablePath()
        #expect(try await rig.databaseServers() == [executable])
        dumps.append(try await rig.run("dump"))
      }
    }
    try #require(dumps.count == 2)
    let lines = dumps.map { Set($0.split(separator: "\n")) }
    #expect(lines[0].subtracting(lines[1]) == [], "only with the C server")
    #expect(lines[1].subtracting(lines[0]) == [], "only with ours")
  }

  @Test("keep on carrying pings when a zone's ovn-ic is replaced, and back")
  func replacement() async throws {
    try await withRig { rig in
      try await rig.run("up", options: ["--routes", "learned"])
      try await rig.run("check")
      let before = try await rig.run("dump")
      for program in [InterconnectProgram.ours, .reference] {
        try await rig.run("restart-ic", "east", options: ["--ic", program.path])
        try await rig.run("check")
        try await rig.run("status")
        #expect(try await rig.run("dump") == before, "after the change to \(program)")
      }
    }
  }

  @Test("stay apart from the hosts of another rig")
  func isolation() async throws {
    try await withWorkspace { workspace in
      async let one = Rig(in: workspace, named: "one").run("check")
      async let two = Rig(in: workspace, named: "two").run("check")
      for output in try await [one, two] {
        #expect(output.contains("3 replies with TTL 62"))
      }
    }
  }

  @Test("leave nothing behind when ovn-ic does not start")
  func failure() async throws {
    try await withWorkspace { workspace in
      let rig = Rig(in: workspace)
      let result = try await rig.attempt("check", options: ["--ic", "/bin/false"])
      #expect(result.status == .exited(1))
      #expect(result.error.contains("provisioning central-east failed"))
      #expect(try await rig.isGone())
    }
  }

  @Test("leave nothing behind when they are interrupted")
  func interruption() async throws {
    try await withWorkspace { workspace in
      let rig = Rig(in: workspace)
      let check = workspace.program("check", rig.script, rig.arguments(["check"]))
      try await check.start()
      try await waitUntil("the first daemons") {
        FileManager.default.fileExists(atPath: "\(rig.folder)/central-east/run/ovn-ic.pid")
      }
      await check.signal(SIGTERM)
      #expect(await check.end() == .exited(143))
      #expect(try await rig.isGone())
    }
  }
}
