import Testbed

// Apart from the tests, since Testbed's view of a database has types of the same names as the engine.

/// Runs `body` with a function that sends a JSON-RPC request to a real `ovsdb-server` and returns its
/// reply; then returns what `body` does, and the text of the database's file.
func withRealServer<Result: Sendable>(
  name: String, schema: String,
  _ body: @escaping @Sendable ((_ request: String) throws -> [UInt8]) throws -> Result
) async throws -> (result: Result, file: [UInt8]) {
  try await withWorkspace { workspace in
    let kind = DatabaseKind(
      name: name, schemaFile: try workspace.write(schema, to: "\(name).ovsschema"))
    let server = try await OVSDBServer(kind, name: "db", in: workspace)
    let result = try await server.withRequests(body)
    return (result, try contents(of: server.file))
  }
}

/// What the distribution's `ovsdb-tool query` finds in a database file with those records.
func query(_ records: [String], _ transaction: String) async throws -> String {
  try await withWorkspace { workspace in
    let files = try records.enumerated().map { try workspace.write($1, to: "record\($0)") }
    let sums = try await run("sha1sum", files).split(separator: "\n").map { $0.prefix(40) }
    let text = zip(records, sums).map { "OVSDB JSON \($0.utf8.count) \($1)\n\($0)" }
    let file = try workspace.write(text.joined(), to: "own.db")
    return try await run("ovsdb-tool", ["query", file, transaction])
  }
}
