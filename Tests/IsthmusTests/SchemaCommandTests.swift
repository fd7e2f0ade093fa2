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
    arguments: [
      Northbound.schema, Southbound.schema, ICNorthbound.schema, ICSouthbound.schema,
      OpenVSwitch.schema,
    ])
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
    arguments: [
      (.northbound, "7.19.0", "Logical_Switch", "name=sw0"),
      (.southbound, "21.11.0", "Port_Group", "name=pg0"),
      (.interconnectNorthbound, "1.4.0", "Transit_Switch", "name=ts0"),
      (.interconnectSouthbound, "2.7.0", "Availability_Zone", "name=az0"),
      (.openVSwitch, "8.8.0", "QoS", "type=linux-htb"),
    ] as [(DatabaseKind, String, String, String)])
  func convert(kind: DatabaseKind, version: String, table: String, contents: String) async throws {
    try await withWorkspace { workspace in
      let server = try await OVSDBServer(kind, name: "old", in: workspace)
      // There is no ovs-vswitchd that `ovs-vsctl` could wait for.
      let options = kind == .openVSwitch ? ["--no-wait"] : []
      try await server.ctl(options + ["create", table, contents])
      let file = try workspace.write(
        try await run(Self.program, ["schema", kind.name]), to: "new.ovsschema")
      try await run("ovsdb-client", ["convert", server.remote, file])
      let converted = try await run(
        "ovsdb-client", ["get-schema-version", server.remote, kind.name])
      #expect(converted == "\(version)\n")
      let found = try await server.ctl(options + ["--bare", "find", table, contents])
      #expect(!found.isEmpty)
    }
  }

  @Test(
    "takes the name in any case and writes where it is told",
    arguments: [
      ("OVN_IC_Northbound", "1.4.0"), ("ovn_ic_northbound", "1.4.0"),
      ("OVN_IC_SOUTHBOUND", "2.7.0"), ("ovn_northbound", "7.19.0"), ("open_vswitch", "8.8.0"),
    ])
  func output(name: String, version: String) async throws {
    try await withWorkspace { workspace in
      let file = workspace.path("written.ovsschema")
      let nothing = try await run(Self.program, ["schema", name, "--output", file])
      #expect(nothing == "")
      #expect(try await run("ovsdb-tool", ["schema-version", file]) == "\(version)\n")
      let printed = try await run(Self.program, ["schema", name])
      #expect(try await run("cat", [file]) == printed)
    }
  }

  @Test(
    "says which databases there are when asked for help", arguments: ["--help", "hardware_vtep"])
  func databases(argument: String) async throws {
    let result = try await attempt(Self.program, ["schema", argument])
    #expect(result.status == .exited(argument == "--help" ? 0 : 64))
    let text = argument == "--help" ? result.output : result.error
    let names = text.matches(of: /\b(OVN_\w+|Open_vSwitch)\b/).map { String($0.output.1) }
    #expect(
      Set(names) == [
        "OVN_Northbound", "OVN_Southbound", "OVN_IC_Northbound", "OVN_IC_Southbound",
        "Open_vSwitch",
      ])
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
