import ArgumentParser
import Foundation
import Testbed

/// Whose server.
enum Side: String, CaseIterable, ExpressibleByArgument, CustomStringConvertible {
  case c, ours

  var description: String { self == .c ? "C" : "ours" }
}

/// A server with one database file.
struct Server {
  let program: Program
  let file: String
  let socket: String

  /// Makes an empty database, unless there is a file, and describes its server.
  init(_ side: Side, in workspace: Workspace, file: String? = nil) async throws {
    self.file = file ?? workspace.path("nb.db")
    socket = workspace.path("nb.sock")
    if file == nil { try await run("ovsdb-tool", ["create", self.file, Workload.schemaFile]) }
    let arguments = [
      self.file, "--remote=punix:\(socket)", "--unixctl=\(workspace.path("nb.ctl"))",
      "-vconsole:warn", "-vsyslog:off",
    ]
    program =
      switch side {
      case .c: workspace.program("ovsdb-server", "ovsdb-server", arguments)
      case .ours: workspace.program("isthmus", builtProgram("isthmus"), ["ovsdb"] + arguments)
      }
  }

  /// Bytes of the database's file.
  var fileSize: Int {
    get throws { try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0 }
  }

  /// Starts it; returns a connection to it, once it has answered.
  @discardableResult
  func start() async throws -> Connection {
    try await program.start()
    var connection: Connection?
    try await waitUntil("\(program.name) answers: \(program.output)", deadline: .seconds(120)) {
      guard await program.isRunning else {
        throw TestbedError.notStarted(program: program.name, reason: program.output)
      }
      connection = try? Connection(unix: socket)
      return connection != nil
    }
    guard let connection else {
      throw TestbedError.notStarted(program: program.name, reason: "no connection")
    }
    // The file is read before the socket is there, or before the answer.
    try connection.call(
      "transact",
      #"["OVN_Northbound",{"op":"select","table":"NB_Global","where":[],"columns":["name"]}]"#)
    return connection
  }
}
