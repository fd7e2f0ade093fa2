internal import Database
internal import DatabaseCommands

/// The command `show` of the northbound program: the transit switches.
enum ShowTransitSwitches {
  static let command = CommandSyntax("show", options: [.value("--filter")], run: show)

  @Sendable
  private static func show(_ context: inout CommandContext) throws(CommandError) {
    let filter = try filter(context)
    let table = try context.table(TransitSwitchCommands.table)
    let name = try context.column("name", of: table.name)
    for row in context.draft.rows(of: table) {
      let line = "\(table.name) \(context.draft.value(name, of: row).text(name.type))"
      let folded = line.lowercased()
      if filter.isEmpty || filter.contains(where: folded.contains) { context.print(line) }
    }
  }

  /// The texts, in lower case, of which a line must have one; empty if all lines will do.
  ///
  /// The option is `VALUE|VALUE` or `TABLE(VALUE|VALUE)`, several with commas between. What it says of
  /// other tables concerns nothing that is shown.
  private static func filter(_ context: CommandContext) throws(CommandError) -> [String] {
    var values: [String] = []
    for item in (context.command.value(of: "--filter") ?? "").split(separator: ",") {
      guard let opening = item.firstIndex(of: "(") else {
        values += item.split(separator: "|").map { $0.lowercased() }
        continue
      }
      guard item.hasSuffix(")") else {
        throw CommandError("Malformed filter: missing closing ')'")
      }
      let table = try context.catalog.table(matching: String(item[..<opening]))
      guard table.name == TransitSwitchCommands.table else { continue }
      values += item[opening...].dropFirst().dropLast().split(separator: "|")
        .map { $0.lowercased() }
    }
    return values
  }
}
