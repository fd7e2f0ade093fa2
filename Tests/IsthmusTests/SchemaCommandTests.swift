import Testbed
import Testing

@Suite("isthmus schema", .timeLimit(.minutes(1)))
struct SchemaCommandTests {
  private static let program = builtProgram("isthmus")

  @Test(
    "prints a schema that ovsdb-tool makes a database of",
    arguments: [("OVN_IC_Northbound", "1.4.0"), ("OVN_IC_Southbound", "2.7.0")])
  func create(name: String, version: String) async throws {
    try await withWorkspace { workspace in
      let schema = try await run(Self.program, ["schema", name])
      let file = try workspace.write(schema, to: "printed.ovsschema")
      let database = workspace.path("made.db")
      try await run("ovsdb-tool", ["create", database, file])
      #expect(try await run("ovsdb-tool", ["db-name", database]) == "\(name)\n")
      #expect(try await run("ovsdb-tool", ["db-version", database]) == "\(version)\n")
      // The tool prints what it understood: none of it was ignored.
      let understood = try await run("ovsdb-tool", ["needs-conversion", database, file])
      #expect(understood == "no\n")
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

  @Test("says which file could not be written")
  func unwritable() async throws {
    let path = "/nonexistent/schema"
    let result = try await attempt(
      Self.program, ["schema", "OVN_IC_Northbound", "--output", path])
    #expect(result.status == .exited(1))
    #expect(result.error.hasPrefix("Error: \(path) could not be written: "))
    #expect(result.error.contains("No such file or directory"))
  }
}
