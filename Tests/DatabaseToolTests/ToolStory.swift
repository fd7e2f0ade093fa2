import Testbed
import Testing

/// Command lines in their order, run by a tool on one database.
///
/// A line is a command line without the program; single quotes keep words together. `~` before it: the
/// order of the rows in the output is the server's choice.
struct ToolStory: Sendable, CustomTestStringConvertible {
  let title: String
  let kind: DatabaseKind
  let lines: [String]

  init(_ title: String, _ kind: DatabaseKind, _ text: String) {
    self.title = title
    self.kind = kind
    lines = text.split(separator: "\n").map(String.init)
  }

  var testDescription: String { title }

  /// The words of a line.
  static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in line.drop(while: { $0 == "~" }) {
      switch character {
      case "'":
        isQuoted.toggle()
        word = word ?? ""
      case " " where !isQuoted:
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}

/// Runs `body` with the distribution's tool and ours, each on a server with the same contents.
func withBoth(
  _ kind: DatabaseKind, _ body: (ToolUnderTest, ToolUnderTest) async throws -> Void
) async throws {
  try await withWorkspace { folder in
    let (first, second) = (
      try await OVSDBServer(kind, name: "first", in: folder),
      try await OVSDBServer(kind, name: "second", in: folder)
    )
    try await body(.reference(first), .ours(second))
  }
}

extension OVSDBServer {
  /// All rows, a line each, without the UUIDs that were drawn by lot.
  func contents() async throws -> [String] {
    let dump = try await run("ovsdb-client", ["dump", "-f", "csv", remote, kind.name])
    return dump.split(separator: "\n").map { line in
      var names = DrawnNames()
      return names.naming(String(line))
    }.sorted()
  }
}
