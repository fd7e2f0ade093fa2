import Foundation
import Testbed

/// The interconnection scenario on network namespaces: `Vagrant/interconnection/rig`, with a folder
/// and namespaces of its own.
struct Rig: Sendable {
  /// Where the rig keeps its files, and so also its identity.
  let folder: String

  init(in workspace: Workspace, named name: String = "rig") { folder = workspace.path(name) }

  /// The script.
  static let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Vagrant/interconnection/rig").path

  /// Whether this process may make network namespaces.
  static func isPossible() async throws -> Bool {
    guard geteuid() == 0 else { return false }
    let probe = "isthmus-probe-\(getpid())"
    guard try await Testbed.attempt("ip", ["netns", "add", probe]).status == .exited(0) else {
      return false
    }
    return try await Testbed.attempt("ip", ["netns", "delete", probe]).status == .exited(0)
  }

  /// What the script is given for a command.
  func arguments(_ command: [String], options: [String] = []) -> [String] {
    ["--dir", folder, "--prefix", prefix] + options + command
  }

  /// Runs a command to its end, whatever its status.
  func attempt(_ command: String..., options: [String] = []) async throws -> ToolResult {
    try await Testbed.attempt(Rig.script, arguments(command, options: options))
  }

  /// Runs a command; throws when it fails.
  @discardableResult
  func run(_ command: String..., options: [String] = []) async throws -> String {
    try await Testbed.run(Rig.script, arguments(command, options: options))
  }

  /// The rig's namespaces that exist.
  func namespaces() async throws -> [String] {
    try await Testbed.run("ip", ["netns", "list"]).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("\(prefix)-") }
  }

  /// The executables that serve the six databases.
  func databaseServers() async throws -> Set<String> {
    let pidfiles = [
      "central-ic": ["ovn_ic_nb_db", "ovn_ic_sb_db"], "central-east": ["ovnnb_db", "ovnsb_db"],
      "central-west": ["ovnnb_db", "ovnsb_db"],
    ]
    var executables: Set<String> = []
    for (host, names) in pidfiles {
      for name in names {
        let process = try String(
          contentsOfFile: "\(folder)/\(host)/run/\(name).pid", encoding: .utf8
        )
        .trimmingCharacters(in: .newlines)
        executables.insert(
          try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe"))
      }
    }
    return executables
  }

  /// Whether anything of the rig is left on this machine.
  func isGone() async throws -> Bool {
    try await namespaces().isEmpty && !FileManager.default.fileExists(atPath: folder)
  }

  /// Goes before the names of the rig's namespaces; the folder's own name is unique.
  private var prefix: String {
    folder.split(separator: "/").suffix(2).joined(separator: "-")
  }
}

/// Runs `body` with a rig, and tears that down afterwards, also when `body` throws.
func withRig(_ body: (Rig) async throws -> Void) async throws {
  try await withWorkspace { workspace in
    let rig = Rig(in: workspace)
    do {
      try await body(rig)
    } catch {
      _ = try? await rig.run("down")
      throw error
    }
    try await rig.run("down")
  }
}
