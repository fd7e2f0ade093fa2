import Testbed
import Testing

/// What comes from outside into a lab that runs, and takes part.
@Suite("A running lab", .timeLimit(.minutes(2)))
struct JoiningTests {
  @Test("tells the other zone a route that is added from outside, and takes it back")
  func route() async throws {
    try await withWorkspace { workspace in
      let lab = try await RunningLab(in: workspace)
      try await lab.tool(
        "ovn-nbctl", "east-nb", "lr-route-add", "router-east", "10.9.0.0/16", "192.168.1.254")
      try await waitUntil("the route in west", deadline: .seconds(5)) {
        try await lab.routes(of: "west").contains(
          /10\.9\.0\.0\/16 +169\.254\.100\.1 dst-ip \(learned\)/)
      }
      try await lab.tool("ovn-nbctl", "east-nb", "lr-route-del", "router-east", "10.9.0.0/16")
      try await waitUntil("the route's end in west", deadline: .seconds(5)) {
        try await !lab.routes(of: "west").contains("10.9.0.0/16")
      }
    }
  }

  @Test("confirms that a change has come to all chassis")
  func waiting() async throws {
    try await withWorkspace { workspace in
      let lab = try await RunningLab(in: workspace)
      try await lab.tool("ovn-nbctl", "east-nb", "--wait=hv", "lsp-add", "net-east", "vm9")
      let ports = try await lab.tool(
        "ovn-sbctl", "east-sb", "--bare", "find", "Port_Binding", "logical_port=vm9")
      #expect(!ports.isEmpty)
    }
  }

  @Test("takes the distribution's ovn-ic for a zone that has none")
  func interconnectDaemon() async throws {
    try await withWorkspace { workspace in
      let lab = try await RunningLab(["--without-ic", "east"], in: workspace)
      #expect(try await !lab.tool("ovn-ic-sbctl", "ic-sb", "show").contains("zone east"))
      let daemon = workspace.program(
        "ovn-ic", "/usr/bin/ovn-ic",
        [
          "--ovnnb-db=unix:\(lab.socket("east-nb"))", "--ovnsb-db=unix:\(lab.socket("east-sb"))",
          "--ic-nb-db=unix:\(lab.socket("ic-nb"))", "--ic-sb-db=unix:\(lab.socket("ic-sb"))",
          "--unixctl=\(workspace.path("ic.ctl"))",
        ])
      try await daemon.start()
      for (zone, network) in [("east", "192.168.2.0/24"), ("west", "192.168.1.0/24")] {
        try await waitUntil("\(network) in \(zone)", deadline: .seconds(20)) {
          try await lab.routes(of: zone).contains(network)
        }
      }
      #expect(await daemon.isRunning)
    }
  }

  @Test("takes the distribution's ovn-northd for a zone that has none")
  func northd() async throws {
    try await withWorkspace { workspace in
      let lab = try await RunningLab(["--without-northd", "east"], in: workspace)
      #expect(try await !lab.routes(of: "west").contains("(learned)"))
      let daemon = workspace.program(
        "ovn-northd", "/usr/bin/ovn-northd",
        [
          "--ovnnb-db=unix:\(lab.socket("east-nb"))", "--ovnsb-db=unix:\(lab.socket("east-sb"))",
          "--unixctl=\(workspace.path("northd.ctl"))",
        ])
      try await daemon.start()
      for (zone, network) in [("east", "192.168.2.0/24"), ("west", "192.168.1.0/24")] {
        try await waitUntil("\(network) in \(zone)", deadline: .seconds(20)) {
          try await lab.routes(of: zone).contains(network)
        }
      }
    }
  }

  @Test("goes on when a client goes away in the midst of a message, or sends none at all")
  func brokenClients() async throws {
    try await withWorkspace { workspace in
      let lab = try await RunningLab(in: workspace)
      let script = """
        import socket, sys
        client = socket.socket(socket.AF_UNIX)
        client.connect(sys.argv[1])
        client.sendall(sys.argv[2].encode())
        """
      for text in ["{\"id\":0,\"method\":\"list_d", "GET / HTTP/1.1\r\n\r\n", "{}", "[[[["] {
        try await run("python3", ["-c", script, lab.socket("ic-sb"), text])
      }
      #expect(try await lab.tool("ovn-ic-sbctl", "ic-sb", "show").contains("zone east"))
    }
  }

  @Test("keeps little for a client that asks and never reads, and serves the others")
  func hoarder() async throws {
    try await withWorkspace { workspace in
      let lab = try await RunningLab(in: workspace)
      // The replies are hundreds of megabytes in all.
      let script = """
        import socket, sys, time
        client = socket.socket(socket.AF_UNIX)
        client.connect(sys.argv[1])
        client.settimeout(2)
        request = b'{"id":0,"method":"get_schema","params":["OVN_Southbound"]}'
        try:
            for _ in range(20000): client.sendall(request)
            print("all was taken", flush=True)
        except TimeoutError:
            print("no more is read", flush=True)
        time.sleep(60)
        """
      let hoarder = workspace.program("hoarder", "python3", ["-c", script, lab.socket("east-sb")])
      try await hoarder.start()
      try await waitUntil("the hoarder is stopped", deadline: .seconds(20)) {
        !hoarder.output.isEmpty
      }
      #expect(hoarder.output == "no more is read\n")
      #expect(try await lab.tool("ovn-sbctl", "east-sb", "show").contains("gw-east"))
      #expect(await lab.program.peakMemory < 150 << 20)
    }
  }
}

extension RunningLab {
  /// The routes of a zone's router, as `ovn-nbctl lr-route-list` lists them.
  fileprivate func routes(of zone: String) async throws -> String {
    try await tool("ovn-nbctl", "\(zone)-nb", "lr-route-list", "router-\(zone)")
  }
}
