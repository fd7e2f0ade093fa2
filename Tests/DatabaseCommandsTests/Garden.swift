import DatabaseCommands
import JSON
import OVSDB

/// A database with columns of every kind, two beds and a plant.
enum Garden {
  static let schema = DatabaseSchema(
    name: "Garden", version: "1.0.0",
    tables: [
      "Gardener": TableSchema(columns: ["wanted": .integer, "done": .integer], maxRows: 1),
      "Bed": TableSchema(
        columns: [
          "name": .string, "plants": ColumnSchema(type: .set(of: .reference(to: "Plant"))),
          "notes": ColumnSchema(type: .map(.string(), .string())),
          "area": ColumnSchema(type: ColumnType(key: .real())),
          "birthday": ColumnSchema(type: .optional(.string()), isMutable: false),
        ],
        indexes: [["name"]]),
      "Plant": TableSchema(columns: ["name": .string, "count": .integer], isRoot: false),
    ])

  static let program = CommandProgram(
    name: "garden", logModule: "garden", schema: schema,
    settings: .init(table: "Gardener", counters: ("wanted", "done")),
    rowNames: ["Bed": ["name"], "Plant": ["name"]], commands: [])

  static let north = "11111111-1111-1111-1111-111111111111"
  static let south = "22222222-2222-2222-2222-222222222222"
  static let rose = "33333333-3333-3333-3333-333333333333"
  static let gardener = "44444444-4444-4444-4444-444444444444"

  static func contents() throws -> DatabaseContents {
    var contents = DatabaseContents(schema)
    try contents.apply(updates: JSONElement(rows))
    return contents
  }

  private static let rows: JSON = [
    "Gardener": [gardener: ["new": ["wanted": 4, "done": 3]]],
    "Bed": [
      north: [
        "new": [
          "name": "north", "plants": ["uuid", .string(rose)],
          "notes": ["map", [["soil", "clay"], ["sun", "no"]]], "area": 2.5, "birthday": "May",
        ]
      ],
      south: ["new": ["name": "south"]],
    ],
    "Plant": [rose: ["new": ["name": "rose", "count": 3]]],
  ]

  /// What a command line comes to: what it prints, then the operations it sends, a line each; or why
  /// not.
  static func run(
    _ line: String, on contents: DatabaseContents? = nil,
    _ options: Invocation.Options = Invocation.Options()
  ) throws -> [String] {
    let words = line.split(separator: " ").map(String.init)
    var warnings: [String] = []
    let contents = try contents ?? self.contents()
    do throws(CommandError) {
      let invocation = try Invocation(program, words)
      try invocation.prepare(schema) { warnings.append("warning: \($0.message)") }
      let attempt = try invocation.attempt(on: contents, options) {
        warnings.append("warning: \($0.message)")
      }
      switch attempt {
      case .waits: return warnings + ["waits"]
      case .ready(let outputs, let plan):
        let text = OutputText().text(of: outputs).split(separator: "\n").map(String.init)
        let operations = plan?.operations.map { "\($0.json)" } ?? []
        return warnings + text + operations
      }
    } catch {
      return warnings + ["error: \(error)"]
    }
  }
}

extension ColumnSchema {
  fileprivate static let string = ColumnSchema(type: ColumnType(key: .string()))
  fileprivate static let integer = ColumnSchema(type: ColumnType(key: .integer()))
}
