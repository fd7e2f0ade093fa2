import Testbed
import Testing

@Suite("A command on the control socket", .crowded)
struct ControlCommandTests {
  @Test("tells, pauses and resumes")
  func pausing() async throws {
    try await withMesh { mesh in
      let daemon = mesh.az1.daemon
      try await eventually("Status: active\n") { try await daemon.appctl("status") }
      #expect(try await daemon.appctl("is-paused") == "false\n")
      #expect(try await daemon.appctl("pause") == "")
      #expect(try await daemon.appctl("is-paused") == "true\n")
      #expect(try await daemon.appctl("status") == "Status: paused\n")
      // Paused, it leaves alone what it would otherwise do.
      try await mesh.icnbctl("ts-add", "ts1")
      try await eventually(["ts1"]) { try await mesh.az2.transitSwitches() }
      try await mesh.settle()
      #expect(try await mesh.az1.transitSwitches() == [])
      #expect(try await daemon.appctl("resume") == "")
      #expect(try await daemon.appctl("is-paused") == "false\n")
      // The C daemon of 23.03 may wait for the next event.
      try await mesh.az1.nbctl("ls-add", "event")
      try await eventually(["ts1"]) { try await mesh.az1.transitSwitches() }
      try await eventually("Status: active\n") { try await daemon.appctl("status") }
    }
  }

  @Test("ends the daemon with status 0, its control socket gone and the databases as they were")
  func exit() async throws {
    try await withMesh { mesh in
      try await mesh.join()
      try await mesh.settle()
      let before = try await mesh.snapshot()
      let daemon = mesh.az1.daemon
      #expect(try await daemon.appctl("exit") == "")
      #expect(await daemon.program.end() == .exited(0))
      #expect(try await daemon.attemptAppctl("status").status != .exited(0))
      #expect(try await mesh.snapshot().differences(to: before) == [])
    }
  }

  @Test(
    "that is unknown, or has too many words, is refused",
    arguments: [
      (
        ["foo"],
        #""foo" is not a valid command (use "list-commands" to see a list of valid commands)"#
      ),
      (["status", "x"], #""status" command takes at most 0 arguments"#),
    ])
  func refusal(command: [String], message: String) async throws {
    try await withMesh { mesh in
      let result = try await attempt(
        "ovn-appctl", ["-t", mesh.az1.daemon.controlSocket] + command)
      #expect(result.status == .exited(2))
      #expect(result.error.contains(message))
    }
  }

  @Test("is answered while the databases are away")
  func withoutDatabases() async throws {
    try await withMesh { mesh in
      try await eventually(["az1", "az2"]) { try await mesh.registeredZones() }
      await mesh.interconnectSouthbound.kill()
      await mesh.az1.northbound.kill()
      #expect(try await mesh.az1.daemon.appctl("is-paused") == "false\n")
      #expect(try await mesh.az1.daemon.appctl("version").contains("ovn-ic"))
    }
  }

  @Test("names each connection's state", .requiresOurs)
  func connections() async throws {
    try await withMesh { mesh in
      let daemon = mesh.az1.daemon
      for database in ["nb", "sb", "ic-nb", "ic-sb"] {
        try await eventually("connected\n") {
          try await daemon.appctl("\(database)-connection-status")
        }
      }
      await mesh.interconnectNorthbound.kill()
      try await eventually("not connected\n") {
        try await daemon.appctl("ic-nb-connection-status")
      }
      #expect(try await daemon.appctl("nb-connection-status") == "connected\n")
    }
  }
}
