import Foundation
import JSON
import OVSDB
import Testing

/// The schemas that Open vSwitch's and OVN's packages install, held against `ovsdb-tool`, which writes a
/// schema as `ovsdb-server` does.
@Suite("An installed schema")
struct InstalledSchemaTests {
  static let files = [
    "/usr/share/openvswitch/vswitch.ovsschema", "/usr/share/openvswitch/local-config.ovsschema",
    "/usr/share/ovn/ovn-nb.ovsschema", "/usr/share/ovn/ovn-sb.ovsschema",
    "/usr/share/ovn/ovn-ic-nb.ovsschema", "/usr/share/ovn/ovn-ic-sb.ovsschema",
  ]

  @Test("reads back from its own text", arguments: files)
  func readsBack(file: String) throws {
    let schema = try Self.schema(file)
    #expect(!schema.tables.isEmpty)
    #expect(try DatabaseSchema(wire: try wire(schema.fileText)) == schema)
  }

  @Test("is written as ovsdb-tool writes it", arguments: files)
  func equalsTheirForm(file: String) throws {
    #expect(try Self.schema(file).json == (try Self.createdSchema(file)))
  }

  @Test("declared by typed rows is one that ovsdb-tool takes")
  func isAccepted() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "zoo.ovsschema")
      try Data(SchemaTests.zoo.fileText.utf8).write(to: file)
      #expect(try Self.createdSchema(file.path) == SchemaTests.zoo.json)
    }
  }

  static func schema(_ file: String) throws -> DatabaseSchema {
    let bytes = try Data(contentsOf: URL(filePath: file))
    return try DatabaseSchema(wire: try JSONDocument(parsing: bytes).root)
  }

  /// The schema as a database made of it holds it: the second line of a new database's file.
  static func createdSchema(_ file: String) throws -> JSON {
    try withTemporaryFolder { folder in
      let database = folder.appending(path: "database").path
      let tool = Process()
      tool.executableURL = URL(filePath: "/usr/bin/env")
      tool.arguments = ["ovsdb-tool", "create", database, file]
      try tool.run()
      tool.waitUntilExit()
      try #require(tool.terminationStatus == 0)
      let lines = try Data(contentsOf: URL(filePath: database)).split(separator: UInt8(ascii: "\n"))
      return try JSON(parsing: try #require(lines.last))
    }
  }
}

func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "ovsdb-\(UUID.random())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
