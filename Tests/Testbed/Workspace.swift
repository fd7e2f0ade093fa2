import Foundation
import Synchronization

/// A temporary folder and the programs started in it.
///
/// Made by ``withWorkspace(_:)``, which ends the programs and removes the folder.
public final class Workspace: Sendable {
  /// The folder. Its path is short, so that Unix sockets fit into it.
  public let folder: String
  private let programs = Mutex<[Program]>([])

  init() throws {
    var template = Array("/tmp/isthmus-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw TestbedError.system(
        call: "mkdtemp", path: "/tmp", error: String(cString: strerror(errno)))
    }
    folder = String(
      decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    Warden.shared.watch(folder: folder)
  }

  /// A path in the folder.
  public func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Describes a program whose end is tied to the workspace; ``Program/start()`` starts it.
  public func program(
    _ name: String, _ executable: String, _ arguments: [String],
    environment: [String: String] = [:]
  ) -> Program {
    let program = Program(
      name: name, executable: executable, arguments: arguments,
      // Programs that look for pidfiles and sockets look here and nowhere else.
      environment: [
        "OVN_RUNDIR": folder, "OVS_RUNDIR": folder, "OVN_LOGDIR": folder, "OVS_LOGDIR": folder,
        "OVN_DBDIR": folder,
      ].merging(environment) { _, given in given },
      outputFile: path("\(name).out"))
    programs.withLock { $0.append(program) }
    return program
  }

  /// Writes a file in the folder and returns its path.
  public func write(_ text: String, to name: String) throws -> String {
    let path = path(name)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  func tearDown() async {
    let programs = programs.withLock { $0 }
    // Everything here is disposable: no need for the programs' own farewells.
    await withTaskGroup { group in
      for program in programs { group.addTask { await program.kill() } }
    }
    if ProcessInfo.processInfo.environment["ISTHMUS_KEEP"] == nil {
      try? FileManager.default.removeItem(atPath: folder)
    }
    Warden.shared.forget(folder: folder)
  }
}

/// Runs `body` with a workspace of its own, and ends every program in it afterwards, also when
/// `body` throws or is cancelled.
///
/// With `ISTHMUS_KEEP` set in the environment the folder stays, to look at logs and databases.
public func withWorkspace<Result>(
  _ body: (Workspace) async throws -> Result
) async throws -> Result {
  let workspace = try Workspace()
  do {
    let result = try await body(workspace)
    await tearDown(workspace)
    return result
  } catch {
    await tearDown(workspace)
    throw error
  }
}

/// In a task of its own, since a cancelled task could not wait for the programs' ends.
private func tearDown(_ workspace: Workspace) async {
  await Task.detached { await workspace.tearDown() }.value
}
