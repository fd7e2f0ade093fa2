import Foundation

/// Reading and writing a server's database without a tool: a connection of its own for each call, which takes
/// a fraction of a millisecond.
extension OVSDBServer {
  /// The rows of a table that satisfy `condition` (JSON, RFC 7047 5.1 `<condition>`s), in no order.
  public func rows(
    _ table: String, where condition: String = "", columns: [String]? = nil
  ) async throws -> [DatabaseRow] {
    var operation = #"{"op":"select","table":"\#(table)","where":[\#(condition)]"#
    if let columns {
      operation +=
        #","columns":[\#((columns + ["_uuid"]).map { "\"\($0)\"" }.joined(separator: ","))]"#
    }
    let results = try await transact([operation + "}"])
    return results.first.map(DatabaseRow.list) ?? []
  }

  /// All rows of those of the `tables` that the server's schema has.
  public func rows(ofTables tables: [String]) async throws -> [String: [DatabaseRow]] {
    let schema = try await call("get_schema", #"["\#(kind.name)"]"#)
    let present = schema["tables"]?.members ?? [:]
    let tables = tables.filter { present[$0] != nil }
    let results = try await transact(
      tables.map { #"{"op":"select","table":"\#($0)","where":[]}"# })
    return Dictionary(uniqueKeysWithValues: zip(tables, results.map(DatabaseRow.list)))
  }

  /// Commits operations, each a JSON object of RFC 7047 5.2.
  ///
  /// Throws ``TestbedError/unexpectedReply(database:reply:)`` when one of them failed.
  public func commit(_ operations: [String]) async throws {
    _ = try await transact(operations)
  }

  /// The version of the schema that the server has.
  public func schemaVersion() async throws -> String {
    try await call("get_schema", #"["\#(kind.name)"]"#)["version"]?.text ?? ""
  }

  private func transact(_ operations: [String]) async throws -> [Reply] {
    let parameters = #"["\#(kind.name)",\#(operations.joined(separator: ","))]"#
    let results = try await call("transact", parameters).elements
    // A failure at commit stands behind the results of the operations.
    if let failed = results.first(where: { $0["error"] != nil }) {
      throw TestbedError.unexpectedReply(database: kind.name, reply: "\(failed)")
    }
    return results
  }

  private func call(_ method: String, _ parameters: String) async throws -> Reply {
    let request = #"{"method":"\#(method)","params":\#(parameters),"id":1}"#
    let bytes = try await blocking { [socket] in
      var connection = try JSONRPCConnection(unix: socket)
      try connection.send(request)
      return try connection.receive(deadline: .seconds(60))
    }
    let reply = try JSONDecoder().decode(Reply.self, from: Data(bytes))
    if let error = reply["error"], !error.isNull {
      throw TestbedError.unexpectedReply(database: kind.name, reply: "\(error)")
    }
    return reply["result"] ?? .null
  }
}

extension DatabaseRow {
  fileprivate static func list(_ result: Reply) -> [DatabaseRow] {
    (result["rows"]?.elements ?? []).map { row in
      var columns = row.members.compactMapValues(Datum.init)
      let uuid = columns.removeValue(forKey: "_uuid")?.text ?? ""
      columns.removeValue(forKey: "_version")
      return DatabaseRow(uuid: uuid, columns: columns)
    }
  }
}

/// Runs blocking code outside of Swift's own threads, of which there are no more than cores.
func blocking<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async {
      continuation.resume(with: Swift.Result { try body() })
    }
  }
}
