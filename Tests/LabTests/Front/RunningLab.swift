import Testbed

/// `isthmus lab` as a user runs it, and the distribution's tools on its sockets.
struct RunningLab {
  /// The folder of its sockets.
  let folder: String
  let program: Program

  /// Starts it with a folder of its own; returns when its databases are served.
  init(_ arguments: [String] = [], in workspace: Workspace) async throws {
    folder = workspace.path("lab")
    program = workspace.program(
      "lab", builtProgram("isthmus"), ["lab", "--keep", "--dir", folder] + arguments)
    try await start()
  }

  func start() async throws {
    let before = program.output.count
    try await program.start()
    try await waitUntil("the lab's sockets", deadline: .seconds(30)) {
      if await program.hasCrashed { throw LabEnded(output: program.output) }
      return program.output.dropFirst(before).contains("until Ctrl-C")
    }
  }

  /// Runs a tool on the database of a server, as `east-nb`.
  @discardableResult
  func tool(_ name: String, _ server: String, _ arguments: String...) async throws -> String {
    try await run(name, ["--timeout=10", "--db=unix:\(socket(server))"] + arguments)
  }

  func socket(_ server: String) -> String { "\(folder)/\(server).sock" }
}

/// The lab did not come up.
struct LabEnded: Error {
  var output: String
}
