import OVNModel
import OVSDB
import Testbed
import Testing

@Suite("A server started with a declared schema", .timeLimit(.minutes(1)))
struct ToolTests {
  @Test("is set up and written to by the distribution's tool", arguments: ToolStory.all)
  func written(story: ToolStory) async throws {
    try await withWorkspace { workspace in
      var kind = story.kind
      kind.schemaFile = try workspace.write(story.schema.fileText, to: "printed.ovsschema")
      // `ovsdb-tool create` makes the database that the server is started with.
      let server = try await OVSDBServer(kind, name: "new", in: workspace)
      try await server.ctl(story.options + ["init"])
      try await server.ctl(
        story.options + story.commands.split(whereSeparator: \.isWhitespace).map(String.init))
      let found = try await server.ctl("--bare", "--columns=\(story.column)", "list", story.table)
      #expect(found.split(whereSeparator: \.isWhitespace).sorted() == story.contents)
    }
  }
}
