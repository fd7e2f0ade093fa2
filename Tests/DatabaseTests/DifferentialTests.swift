import JSON
import OVSDB
import Testing

@testable import Database

@Suite("Random transactions", .timeLimit(.minutes(5)))
struct DifferentialTests {
  /// Without 3, one of whose transactions ends the distribution's `ovsdb-server` 3.1.0.
  static let seeds: [UInt64] = [0, 1, 2, 4, 5, 6, 7, 8]

  @Test("on every kind of column have the results that the real server gives", arguments: seeds)
  func mixed(seed: UInt64) async throws {
    try await compare(
      DatabaseSchema(wire: JSONDocument(parsing: MixedSchema.text.utf8).root), MixedSchema.text,
      seed: seed, count: 300)
  }

  @Test(
    "on OVN's northbound database have the results that the real server gives", arguments: 0..<4)
  func northbound(seed: UInt64) async throws {
    let text = String(decoding: try contents(of: "/usr/share/ovn/ovn-nb.ovsschema"), as: UTF8.self)
    try await compare(
      DatabaseSchema(wire: JSONDocument(parsing: text.utf8).root), text, seed: seed, count: 300)
  }

  private func compare(
    _ schema: DatabaseSchema, _ text: String, seed: UInt64, count: Int
  ) async throws {
    let (result, file) = try await withRealServer(name: schema.name, schema: text) { send in
      try withoutActuallyEscaping(send) { send in
        var generator = TransactionGenerator(schema, seed: seed)
        var both = SideBySide(schema, tables: schema.tables.keys.sorted(), send)
        for _ in 0..<count {
          for (table, handle) in try both.run(generator.next()) { generator.add(handle, to: table) }
          generator.forget { both.hasRow($0, $1) }
        }
        return try both.finish()
      }
    }
    #expect(result.differences.isEmpty, "\(result.differences.joined(separator: "\n\n"))")
    #expect(result.committed * 5 > result.count, "too few of the transactions are committed")
    // All but those in which the server's hash table decides which of several violations it names.
    #expect(result.equal * 100 >= result.count * 85)
    #expect(result.real == result.own)
    #expect(result.restored.without("scratch") == result.own.without("scratch"))
    #expect(result.compacted.without("scratch") == result.own.without("scratch"))
    try await checkFiles(schema, result, file)
  }

  /// The real server's file in our engine, and our journal in the distribution's tool.
  private func checkFiles(
    _ schema: DatabaseSchema, _ result: Comparison, _ file: [UInt8]
  ) async throws {
    let columns = schema.tables.map { name, table in
      JSON.object([
        "op": "select", "table": .string(name), "where": [],
        "columns": .array(
          table.columns.filter { !$1.isEphemeral }.keys.sorted().map { .string($0) }),
      ])
    }
    let read = Database(schema: schema)
    for record in try records(of: file).dropFirst() { try read.restore(record) }
    let renaming = Renaming()
    let counts = contents(of: read, columns).arrayValue?.map { $0["rows"]?.arrayValue?.count }
    let journal = [schema.json.description] + result.journal
    let answer = try JSON(
      parsing: try await query(
        journal, JSON.array([.string(schema.name)] + columns).description))
    #expect(answer.arrayValue?.map { $0["rows"]?.arrayValue?.count } == counts)
    // UUIDs differ; all else is the same.
    #expect(
      renaming.normalised(answer) == renaming.normalised(contents(of: read, columns)))
  }
}
