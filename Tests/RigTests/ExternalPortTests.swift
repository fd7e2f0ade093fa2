import Foundation
import Testbed
import Testing

@Suite(
  "Six hosts with an external port", .serialized, .timeLimit(.minutes(5)),
  .enabled("needs root and network namespaces") { try await Rig.isPossible() })
struct ExternalPortTests {
  /// What `check` prints: who serves DHCP, who answers, and through how many routers.
  private static let story = [
    "pext: lease of 192.168.1.111 from gw2 (DHCPOFFER, DHCPACK)",
    "pext -> vm3 (192.168.1.13): 3 replies with TTL 64",
    "pext -> vm1 (192.168.0.11): 3 replies with TTL 63",
    "pext -> vm1's floating IP (172.24.14.100): 3 replies with TTL 62",
    "pext: lease of 192.168.1.111 from gw2 (DHCPOFFER, DHCPACK), with gw1 behind it",
    "pext: lease of 192.168.1.111 from gw1 (DHCPOFFER, DHCPACK), with gw2 gone",
  ]

  @Test(
    "serve it DHCP and carry its pings, also without the gateway in charge",
    arguments: [OVSDBServer.Command.reference, .ours])
  func failOver(databases: OVSDBServer.Command) async throws {
    try await withWorkspace { workspace in
      let rig = Rig(of: .externalPorts, in: workspace)
      let result = try await rig.attempt("check", options: databases.rigOptions)
      #expect(result.status == .exited(0), "\(result.error)")
      #expect(result.output.split(separator: "\n").map(String.init) == Self.story)
      #expect(try await rig.isGone())
    }
  }

  @Test("are after a check what they were before, whichever server their databases are on")
  func restoration() async throws {
    try await withRig(of: .externalPorts) { rig in
      let databases = OVSDBServer.Command.ours
      try await rig.run("up", options: databases.rigOptions)
      let executable = try await databases.executablePath()
      #expect(try await rig.databaseServers() == [executable])
      for _ in 1...2 {
        try await rig.run("check")
        try await rig.run("status")
        let group = try await rig.run(
          "exec", "central", "ovn-nbctl", "--bare", "--columns=chassis_name", "list", "HA_Chassis")
        #expect(group.split(separator: "\n") == ["gw2"])
      }
    }
  }

  @Test("run what is to take ovn-northd's place, with its arguments")
  func northd() async throws {
    try await withRig(of: .externalPorts) { rig in
      try await rig.run("up", options: ["--northd", "ovn-northd --dry-run"])
      try await rig.run("status")
      let flows = try await rig.run("exec", "central", "ovn-sbctl", "list", "Logical_Flow")
      #expect(flows == "", "of a northd that writes nothing")
    }
  }

  @Test("name a daemon that is missing")
  func missingDaemon() async throws {
    try await withRig(of: .externalPorts) { rig in
      try await rig.run("up")
      try await rig.run("exec", "gw2", "ovn-appctl", "-t", "ovn-controller", "exit")
      try await waitUntil("ovn-controller of gw2 to end") {
        let status = try await rig.attempt("status")
        return status.status == .exited(1)
          && status.output.contains("gw2            ovn-controller   missing")
      }
    }
  }

  @Test("leave nothing behind when northd does not start")
  func failure() async throws {
    try await withWorkspace { workspace in
      let rig = Rig(of: .externalPorts, in: workspace)
      let result = try await rig.attempt("check", options: ["--northd", "/bin/false"])
      #expect(result.status == .exited(1))
      #expect(result.error.contains("provisioning central failed"))
      #expect(try await rig.isGone())
    }
  }

  @Test("leave nothing behind when they are interrupted")
  func interruption() async throws {
    try await withWorkspace { workspace in
      let rig = Rig(of: .externalPorts, in: workspace)
      let check = workspace.program("check", rig.script, rig.arguments(["check"]))
      try await check.start()
      try await waitUntil("the first chassis") {
        FileManager.default.fileExists(atPath: "\(rig.folder)/gw1/run/ovs-vswitchd.pid")
      }
      await check.signal(SIGTERM)
      #expect(await check.end() == .exited(143))
      #expect(try await rig.isGone())
    }
  }

  @Test("stay apart from those of another rig")
  func isolation() async throws {
    try await withWorkspace { workspace in
      async let one = Rig(of: .externalPorts, in: workspace, named: "one").run("check")
      async let two = Rig(of: .interconnection, in: workspace, named: "two").run("check")
      let outputs = try await (one, two)
      #expect(outputs.0.contains("with gw2 gone"))
      #expect(outputs.1.contains("3 replies with TTL 62"))
    }
  }
}
