import Foundation
import Testbed

/// A scenario on network namespaces: `Vagrant/SCENARIO/rig`, with a folder and namespaces of its own.
struct Rig: Sendable {
  /// What a rig raises; the raw value is its directory in `Vagrant`.
  enum Scenario: String, Sendable {
    /// Two zones, joined by a transit switch.
    case interconnection
    /// One zone, with a port of type external.
    case externalPorts = "external-ports"
  }

  /// What the rig raises.
  let scenario: Scenario
  /// Where the rig keeps its files, and so also its identity.
  let folder: String

  init(
    of scenario: Scenario = .interconnection, in workspace: Workspace, named name: String = "rig"
  ) {
    self.scenario = scenario
    folder = workspace.path(name)
  }

  /// The script.
  var script: String {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Vagrant/\(scenario.rawValue)/rig").path
  }

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
    try await Testbed.attempt(script, arguments(command, options: options))
  }

  /// Runs a command; throws when it fails.
  @discardableResult
  func run(_ command: String..., options: [String] = []) async throws -> String {
    try await Testbed.run(script, arguments(command, options: options))
  }

  /// The rig's namespaces that exist.
  func namespaces() async throws -> [String] {
    try await Testbed.run("ip", ["netns", "list"]).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("\(prefix)-") }
  }

  /// The executables that serve OVN's databases.
  func databaseServers() async throws -> Set<String> {
    var executables: Set<String> = []
    for (host, names) in scenario.databases {
      for name in names { executables.insert(try executable(of: name, on: host)) }
    }
    return executables
  }

  /// The file that a daemon of a host, known by its pidfile, has open as its executable.
  func executable(of daemon: String, on host: String) throws -> String {
    let process = try String(contentsOfFile: "\(folder)/\(host)/run/\(daemon).pid", encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
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

extension Rig.Scenario {
  /// The pidfiles of the database servers, for each host.
  fileprivate var databases: [String: [String]] {
    let zone = ["ovnnb_db", "ovnsb_db"]
    return switch self {
    case .interconnection:
      [
        "central-ic": ["ovn_ic_nb_db", "ovn_ic_sb_db"], "central-east": zone, "central-west": zone,
      ]
    case .externalPorts: ["central": zone]
    }
  }
}

extension OVSDBServer.Command {
  /// What makes a rig serve OVN's databases with it.
  var rigOptions: [String] {
    ["--ovsdb", ([executable] + arguments).joined(separator: " ")]
  }

  /// The file that a process which runs it has open as its executable.
  func executablePath() async throws -> String {
    try await Testbed.run("sh", ["-c", #"realpath "$(command -v "$1")""#, "sh", executable])
      .trimmingCharacters(in: .newlines)
  }
}

/// Runs `body` with a rig, and tears that down afterwards, also when `body` throws.
func withRig(
  of scenario: Rig.Scenario = .interconnection, _ body: (Rig) async throws -> Void
) async throws {
  try await withWorkspace { workspace in
    let rig = Rig(of: scenario, in: workspace)
    do {
      try await body(rig)
    } catch {
      _ = try? await rig.run("down")
      throw error
    }
    try await rig.run("down")
  }
}
