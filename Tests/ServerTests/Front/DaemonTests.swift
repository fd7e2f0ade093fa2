import Foundation
import Testbed
import Testing

@Suite("The server as a daemon", .timeLimit(.minutes(2)))
struct DaemonTests {
  @Test("is in service when it has detached, and again after a crash")
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
        let first = try #require(process(pidfile))
        kill(first, SIGSEGV)
        try await waitUntil("another process serves") {
          guard let second = process(pidfile), second != first else { return false }
          return try await attempt("ovn-nbctl", nbctl + ["ls-list"]).output.contains("(s0)")
        }
      } catch {
        await end(folder)
        throw error
      }
      await end(folder)
    }
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
