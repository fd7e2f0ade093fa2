internal import Database
internal import DatabaseCommands

/// The commands on the connections that the database server listens for or makes.
struct ConnectionCommands: Sendable {
  /// The table of one row that refers to them.
  let settings: String

  var all: [CommandSyntax] {
    [
      CommandSyntax("get-connection") { context throws(CommandError) in try get(&context) },
      CommandSyntax("del-connection", isWriting: true) { context throws(CommandError) in
        try delete(&context)
      },
      CommandSyntax(
        "set-connection", "TARGET...", minimum: 1, maximum: nil,
        options: [.value("--inactivity-probe")], isWriting: true
      ) { context throws(CommandError) in
        try delete(&context)
        try insert(&context)
      },
    ]
  }

  private func get(_ context: inout CommandContext) throws(CommandError) {
    var targets: Set<String> = []
    for row in try verifiedRows(&context) {
      targets.insert(try context.string("target", of: row))
    }
    for target in targets.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      context.print(target)
    }
  }

  private func delete(_ context: inout CommandContext) throws(CommandError) {
    for row in try verifiedRows(&context) { context.draft.delete(row) }
    guard let global = try context.settingsRow(settings) else { return }
    try context.set("connections", of: global, to: Datum())
  }

  private func insert(_ context: inout CommandContext) throws(CommandError) {
    let table = try context.table("Connection")
    var references = Datum()
    for target in context.arguments {
      if !Self.isKnownMethod(target) {
        context.warn("target type \"\(target)\" is possibly erroneous")
      }
      let row = context.draft.insert(into: table)
      try context.set("target", of: row, to: Datum(.string(target)))
      if let probe = context.command.value(of: "--inactivity-probe") {
        try context.set(
          "inactivity_probe", of: row, to: Datum(.integer(Self.leadingInteger(probe))))
      }
      references.insert(.uuid(row.uuid))
    }
    guard let global = try context.settingsRow(settings) else { return }
    try context.set("connections", of: global, to: references)
  }

  /// All connections, which no other client may change meanwhile.
  private func verifiedRows(
    _ context: inout CommandContext
  ) throws(CommandError) -> [RowReference] {
    if let global = try context.settingsRow(settings) {
      context.draft.verify(try context.column("connections", of: settings), of: global)
    }
    let target = try context.column("target", of: "Connection")
    let rows = context.draft.rows(of: try context.table("Connection"))
    for row in rows { context.draft.verify(target, of: row) }
    return rows
  }

  /// Whether the target begins as one of the connection methods of ovsdb(7) does.
  private static func isKnownMethod(_ target: String) -> Bool {
    ["tcp:", "ssl:", "unix:", "ptcp:", "pssl:", "punix:"].contains { target.hasPrefix($0) }
  }

  /// The number that the text begins with, 0 if it is none.
  private static func leadingInteger(_ text: String) -> Int64 {
    let sign = text.prefix { $0 == "-" }
    let digits = text.dropFirst(sign.count).prefix { $0.isASCII && $0.isNumber }
    return Int64(sign + digits) ?? 0
  }
}

extension CommandContext {
  /// The one row of the table, `nil` if it is not there.
  func settingsRow(_ name: String) throws(CommandError) -> RowReference? {
    draft.rows(of: try table(name)).first
  }
}
