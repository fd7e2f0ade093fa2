import Foundation
import Testbed
import Testing

@Suite("The server as a daemon", .timeLimit(.minutes(2)))
struct DaemonTests {
  @Test("is in service when it has detached, and again after a crash, as commands had changed it")
  func monitored() async throws {
    try await withWorkspace { folder in
      let socket = folder.path("db.sock")
      let pidfile = folder.path("db.pid")
      try await run("ovsdb-tool", ["create", folder.path("nb.db"), InstalledSchema.northbound])
      let options = [
        "--detach", "--monitor", "--pidfile=\(pidfile)", "--unixctl=\(folder.path("db.ctl"))",
        "--remote=punix:\(socket)", "-vconsole:off", "-vsyslog:off",
      ]
      try await run(
        "sh",
        [
          "-c", "cd \(folder.folder) && exec \(builtProgram("isthmus")) ovsdb \"$@\"", "sh",
          "nb.db",
        ] + options)
      do {
        let nbctl = ["--timeout=10", "--db=unix:\(socket)"]
        try await run("ovn-nbctl", nbctl + ["ls-add", "s0"])
        let appctl = ["-T", "10", "-t", folder.path("db.ctl")]
        let added = "punix:\(folder.path("added.sock"))"
        try await run("ovs-appctl", appctl + ["ovsdb-server/add-remote", added])
        try await run("ovs-appctl", appctl + ["ovsdb-server/remove-remote", "punix:\(socket)"])
        try await run(
          "ovs-appctl", appctl + ["ovsdb-server/set-active-ovsdb-server", "tcp:192.0.2.1:1"])
        let first = try #require(process(pidfile))
        kill(first, SIGSEGV)
        try await waitUntil("another process serves") {
          guard let second = process(pidfile), second != first else { return false }
          return try await attempt(
            "ovn-nbctl", ["--timeout=10", "--db=unix:\(folder.path("added.sock"))", "ls-list"]
          ).output.contains("(s0)")
        }
        #expect(
          try await run("ovs-appctl", appctl + ["ovsdb-server/list-remotes"]) == added + "\n")
        #expect(
          try await run("ovs-appctl", appctl + ["ovsdb-server/get-active-ovsdb-server"])
            == "tcp:192.0.2.1:1\n")
      } catch {
        await end(folder)
        throw error
      }
      await end(folder)
    }
  }

  /// Options, and the status and message that the server ends with; PATH is its folder.
  static let refusals: [([String], String)] = [
    (["--none"], "unrecognized option '--none'\novsdb-server: see --help for the options"),
    (["--replay"], "option '--replay' is not supported: nothing is recorded"),
    (["PATH/none.db"], "I/O error: PATH/none.db: open failed (No such file or directory)"),
    (
      ["--remote=db:OVN_Northbound,none,none", "PATH/nb.db"],
      #""db:OVN_Northbound,none,none": no table named none"#
    ),
    (
      ["--no-dbs", "--sync-exclude-tables=none", "--sync-from=tcp:192.0.2.1:1"],
      "Can't parse excluded table: none"
    ),
    (
      ["--no-dbs", "--private-key=db:none,none,none"],
      #""db:none,none,none": no database named none"#
    ),
  ]

  @Test("says what keeps it from starting, and ends with status 1", arguments: refusals)
  func refuses(options: [String], message: String) async throws {
    try await withWorkspace { folder in
      try await run("ovsdb-tool", ["create", folder.path("nb.db"), InstalledSchema.northbound])
      let result = try await attempt(
        builtProgram("isthmus"),
        ["ovsdb", "--unixctl=\(folder.path("ctl"))", "-vconsole:off", "-vsyslog:off"]
          + options.map { $0.replacing("PATH", with: folder.folder) })
      #expect(result.status == .exited(1))
      #expect(
        result.error == "ovsdb-server: \(message.replacing("PATH", with: folder.folder))\n")
    }
  }

  @Test("with --run ends when the command ends", arguments: [("exit 0", 0), ("exit 3", 1)])
  func command(command: String, status: Int32) async throws {
    try await withWorkspace { folder in
      try await run("ovsdb-tool", ["create", folder.path("nb.db"), InstalledSchema.northbound])
      let socket = folder.path("db.sock")
      for executable in [["ovsdb-server"], [builtProgram("isthmus"), "ovsdb"]] {
        let result = try await attempt(
          executable[0],
          executable.dropFirst() + [
            "--remote=punix:\(socket)", "--unixctl=\(folder.path("ctl"))", "-vconsole:off",
            "-vsyslog:off", "--run=ovsdb-client list-dbs unix:\(socket); \(command)",
            folder.path("nb.db"),
          ])
        #expect(result.status == .exited(status))
        #expect(result.output == "OVN_Northbound\n_Server\n")
      }
    }
  }

  @Test("says what it is")
  func version() async throws {
    let real = try await run("ovsdb-server", ["--version"])
    let ours = try await run(builtProgram("isthmus"), ["ovsdb", "--version"])
    let withoutNumbers = { (text: String) in text.filter { !$0.isNumber && $0 != "." } }
    #expect(withoutNumbers(ours) == withoutNumbers(real))
  }

  private func process(_ pidfile: String) -> Int32? {
    (try? String(contentsOfFile: pidfile, encoding: .utf8)).flatMap {
      Int32($0.filter(\.isNumber))
    }
  }

  /// It is no child of ours, so its control socket is asked.
  private func end(_ folder: Workspace) async {
    _ = try? await attempt("ovs-appctl", ["-T", "5", "-t", folder.path("db.ctl"), "exit"])
  }
}
