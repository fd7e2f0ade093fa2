import Foundation
import Testbed
import Testing

@Suite("isthmus lab", .timeLimit(.minutes(2)))
struct LabCommandTests {
  private static let program = builtProgram("isthmus")

  @Test("settles two zones, says what they know, and ends")
  func once() async throws {
    let output = try await run(Self.program, ["lab", "--once"])
    #expect(output.contains("--- ovn-ic-nbctl show\nTransit_Switch ts1\n"))
    #expect(output.contains("availability-zone east\n"))
    #expect(output.contains("zones 2, "))
    #expect(output.contains(/in [\d.]+ m?s \([\d.]+ m?s of processor\), with \d+ MB\n$/))
  }

  @Test("says of many zones how many rows there are, and what a change in one costs")
  func many() async throws {
    let output = try await run(Self.program, ["lab", "--once", "--zones", "6", "--routes", "1"])
    #expect(output.contains(/zones 6, .* rows \d+,/))
    #expect(output.contains("one more route costs zone6 3 rows in 2 transactions, "))
    #expect(output.contains("; 5 others 3 rows in 2 transactions, "))
  }

  @Test("ends by itself where there is no terminal")
  func noTerminal() async throws {
    let output = try await run(Self.program, ["lab"])
    #expect(!output.contains("until Ctrl-C"))
  }

  @Test("lists its examples, and prints one that it takes again")
  func examples() async throws {
    try await withWorkspace { workspace in
      let list = try await run(Self.program, ["lab", "--list-examples"])
      #expect(list.hasPrefix("interconnection: Two zones"))
      let text = try await run(Self.program, ["lab", "--show-example", "external-ports"])
      let file = try workspace.write(text, to: "mine.yaml")
      let output = try await run(Self.program, ["lab", "--once", file])
      #expect(output.contains("availability-zone cloud\n"))
    }
  }

  @Test(
    "says what is wrong with what it is asked for",
    arguments: [
      (["/nonexistent.yaml"], "/nonexistent.yaml could not be read: No such file or directory"),
      (["--example", "none"], "none: there is no such example; there are interconnection"),
      (["--zones", "0"], "--zones takes a number"),
      (["--zones", "2", "--example", "hub"], "exclude each other"),
      (["--tls", "0"], "--tls needs --private-key"),
      (["--without-ic", "north"], "There is no zone north"),
      (["--dir", "/proc/nothing"], "/proc/nothing"),
    ])
  func wrong(arguments: [String], message: String) async throws {
    let result = try await attempt(Self.program, ["lab", "--once"] + arguments)
    #expect(result.status != .exited(0))
    #expect(result.error.contains(message))
  }

  @Test("serves the distribution's tools what it shows itself")
  func tools() async throws {
    try await withWorkspace { workspace in
      let lab = try await RunningLab(in: workspace)
      for (title, tool, server, command) in [
        ("ovn-ic-nbctl show", "ovn-ic-nbctl", "ic-nb", ["show"]),
        ("ovn-ic-sbctl show", "ovn-ic-sbctl", "ic-sb", ["show"]),
        ("east: ovn-sbctl show", "ovn-sbctl", "east-sb", ["show"]),
        (
          "west: ovn-nbctl lr-route-list router-west", "ovn-nbctl", "west-nb",
          ["lr-route-list", "router-west"]
        ),
      ] {
        let shown = try await run(
          tool, ["--timeout=10", "--db=unix:\(lab.socket(server))"] + command)
        let section = lab.program.output.components(separatedBy: "--- ").first {
          $0.hasPrefix("\(title)\n")
        }
        // The distribution's tools list rows in an order of their own.
        let text = try #require(section).components(separatedBy: "\n\n")[0]
        let lines = text.split(separator: "\n").dropFirst().sorted()
        #expect(!lines.isEmpty)
        #expect(lines == shown.split(separator: "\n").sorted())
      }
      let bridges = try await lab.tool("ovs-vsctl", "gw-east-ovs", "--no-wait", "list-br")
      #expect(bridges == "br-int\n")
      let databases = try await run("ovsdb-client", ["list-dbs", "unix:\(lab.socket("ic-sb"))"])
      #expect(databases == "OVN_IC_Southbound\n_Server\n")
    }
  }

  @Test("tells its daemons what comes from outside")
  func change() async throws {
    try await withWorkspace { workspace in
      let lab = try await RunningLab(in: workspace)
      try await lab.tool("ovn-ic-nbctl", "ic-nb", "ts-add", "ts2")
      for zone in ["east", "west"] {
        try await waitUntil("ts2 in \(zone)") {
          try await lab.tool("ovn-nbctl", "\(zone)-nb", "ls-list").contains("(ts2)")
        }
      }
    }
  }

  @Test("goes on from its folder, whose files ovsdb-tool reads, and leaves no socket behind")
  func restart() async throws {
    try await withWorkspace { workspace in
      let lab = try await RunningLab(in: workspace)
      try await lab.tool("ovn-nbctl", "east-nb", "ls-add", "mine")
      let before = try await lab.tool("ovn-nbctl", "east-nb", "ls-list")
      #expect(await lab.program.stop() == .exited(0))
      let log = try await run("ovsdb-tool", ["show-log", "\(lab.folder)/east-nb.db"])
      #expect(log.contains("ovn-nbctl"))
      #expect(!(try await run("ls", [lab.folder]).contains(".sock")))
      try await lab.start()
      #expect(try await lab.tool("ovn-nbctl", "east-nb", "ls-list") == before)
    }
  }

  @Test("serves over TCP and TLS on loopback")
  func network() async throws {
    try await withWorkspace { workspace in
      let files = try await Certificates(in: workspace)
      let lab = try await RunningLab(
        [
          "--tcp", "0", "--tls", "0", "--private-key", files.serverKey,
          "--certificate", files.serverCertificate, "--ca-cert", files.authority,
        ], in: workspace)
      for (scheme, options) in [
        ("tcp", []),
        (
          "ssl",
          [
            "--private-key=\(files.clientKey)", "--certificate=\(files.clientCertificate)",
            "--ca-cert=\(files.authority)",
          ]
        ),
      ] {
        let line = try #require(
          lab.program.output.split(separator: "\n").first {
            $0.contains("ovn-ic-sbctl --db=\(scheme):")
          })
        let remote = line.drop { $0 != "=" }.dropFirst()
        let shown = try await run(
          "ovn-ic-sbctl", ["--timeout=10", "--db=\(remote)"] + options + ["show"])
        #expect(shown.contains("availability-zone east\n"))
      }
    }
  }
}
