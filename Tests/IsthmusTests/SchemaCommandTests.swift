import JSON
import OVNModel
import OVSDB
import Testbed
import Testing

@Suite("isthmus schema", .timeLimit(.minutes(1)))
struct SchemaCommandTests {
  private static let program = builtProgram("isthmus")

  @Test(
    "prints a schema that a real server is started with, and understands as it was meant",
    arguments: [ICNorthbound.schema, ICSouthbound.schema])
  func create(schema: DatabaseSchema) async throws {
    try await withWorkspace { workspace in
      let printed = try await run(Self.program, ["schema", schema.name])
      let file = try workspace.write(printed, to: "printed.ovsschema")
      // `ovsdb-tool create` makes the database that the server is started with.
      let server = try await OVSDBServer(
        DatabaseKind(name: schema.name, schemaFile: file), name: "new", in: workspace)
      #expect(try await run("ovsdb-tool", ["db-version", server.file]) == "\(schema.version)\n")
      let understood = try await run("ovsdb-client", ["get-schema", server.remote, schema.name])
      #expect(try DatabaseSchema(wire: JSONDocument(parsing: understood.utf8).root) == schema)
    }
  }

  @Test(
    "brings a database of the distribution up to date, contents and all",
    arguments: [DatabaseKind.interconnectNorthbound, .interconnectSouthbound])
  func convert(kind: DatabaseKind) async throws {
    try await withWorkspace { workspace in
      let server = try await OVSDBServer(kind, name: "old", in: workspace)
      let (table, column) =
        kind == .interconnectNorthbound ? ("Transit_Switch", "ts1") : ("Availability_Zone", "az1")
      try await server.ctl("create", table, "name=\(column)")
      let file = try workspace.write(
        try await run(Self.program, ["schema", kind.name]), to: "new.ovsschema")
      try await run("ovsdb-client", ["convert", server.remote, file])
      let version = try await run("ovsdb-client", ["get-schema-version", server.remote, kind.name])
      #expect(version == (kind == .interconnectNorthbound ? "1.4.0\n" : "2.7.0\n"))
      #expect(try await server.ctl("--bare", "--columns=name", "list", table) == "\(column)\n")
    }
  }

  @Test(
    "takes the name in any case and writes where it is told",
    arguments: ["OVN_IC_Northbound", "ovn_ic_northbound", "OVN_IC_SOUTHBOUND"])
  func output(name: String) async throws {
    try await withWorkspace { workspace in
      let file = workspace.path("written.ovsschema")
      let nothing = try await run(Self.program, ["schema", name, "--output", file])
      #expect(nothing == "")
      let version = try await run("ovsdb-tool", ["schema-version", file])
      #expect(version == (name.lowercased().contains("north") ? "1.4.0\n" : "2.7.0\n"))
      let printed = try await run(Self.program, ["schema", name])
      #expect(try await run("cat", [file]) == printed)
    }
  }

  @Test("says which databases there are when asked for another")
  func unknownName() async throws {
    let result = try await attempt(Self.program, ["schema", "OVN_Northbound"])
    #expect(result.status == .exited(64))
    #expect(result.output == "")
    #expect(result.error.contains("OVN_IC_Northbound"))
    #expect(result.error.contains("OVN_IC_Southbound"))
  }

  @Test("says which file could not be written, and why")
  func unwritable() async throws {
    let result = try await attempt(
      Self.program, ["schema", "OVN_IC_Northbound", "--output", "/nonexistent/schema"])
    #expect(result.status == .exited(1))
    #expect(
      result.error
        == "Error: /nonexistent/schema could not be written: No such file or directory\n")
  }
}
