import Testbed

/// A database server of either kind on files of its own, for tests.
struct ServedDatabase: Sendable {
  /// Who serves.
  enum Kind: Sendable { case reference, ours }

  let program: Program
  let folder: Workspace
  let name: String
  let file: String

  var socket: String { folder.path("\(name).sock") }
  var control: String { folder.path("\(name).ctl") }
  var remote: String { "unix:\(socket)" }

  /// Creates a database of the schema, unless the file is there, and serves it; `openFiles` is how many
  /// files the server may have open.
  init(
    _ kind: Kind, schemaFile: String?, name: String, file: String? = nil,
    in folder: Workspace, options: [String] = [], openFiles: Int? = nil
  ) async throws {
    self.folder = folder
    self.name = name
    self.file = file ?? folder.path("\(name).db")
    if let schemaFile { try await run("ovsdb-tool", ["create", self.file, schemaFile]) }
    var (executable, prefix): (String, [String]) =
      switch kind {
      case .reference: ("ovsdb-server", [])
      case .ours: (builtProgram("isthmus"), ["ovsdb"])
      }
    if let openFiles {
      prefix = ["-c", "ulimit -n \(openFiles); exec \"$@\"", "sh", executable] + prefix
      executable = "sh"
    }
    program = folder.program(
      name, executable,
      prefix + [
        "--remote=punix:\(folder.path("\(name).sock"))",
        "--unixctl=\(folder.path("\(name).ctl"))", "--log-file=\(folder.path("\(name).log"))",
        "-vconsole:off", "-vsyslog:off",
      ] + options + [self.file])
    try await start()
  }

  func start() async throws {
    try await program.start()
    try await waitUntil("\(name) answers: \(program.output)") {
      let reply = try await attempt("ovsdb-client", ["--timeout=2", "list-dbs", remote])
      return reply.status == .exited(0)
    }
  }

  /// Runs a client to its end and returns what it prints.
  @discardableResult
  func client(_ arguments: String...) async throws -> String {
    try await run("ovsdb-client", ["--timeout=10"] + arguments)
  }

  @discardableResult
  func appctl(_ arguments: String...) async throws -> String {
    try await run("ovs-appctl", ["-t", control] + arguments)
  }
}

/// Does something with a database server and ends it.
func withServer<Result>(
  _ kind: ServedDatabase.Kind = .ours, schemaFile: String, options: [String] = [],
  _ body: (ServedDatabase) async throws -> Result
) async throws -> Result {
  try await withWorkspace { folder in
    try await body(
      try await ServedDatabase(
        kind, schemaFile: schemaFile, name: "db", in: folder, options: options))
  }
}

/// The schemas that the distribution installs.
enum InstalledSchema {
  static let northbound = "/usr/share/ovn/ovn-nb.ovsschema"
  static let southbound = "/usr/share/ovn/ovn-sb.ovsschema"
  static let switching = "/usr/share/openvswitch/vswitch.ovsschema"
}
