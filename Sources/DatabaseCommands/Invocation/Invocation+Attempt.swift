internal import Database

extension Invocation {
  /// How a transaction is to be made of the commands.
  public struct Options: Hashable, Sendable {
    /// `--dry-run`: whether the server is to take it back.
    public var isDryRun = false
    /// `--wait=sb`: whether to count up what clients ask for.
    public var waits = false
    /// What the log of the database's file is to say.
    public var comment = ""

    public init() {}
  }

  /// What running the commands came to.
  public enum Attempt: Sendable {
    /// The database is not yet as a command needs it.
    case waits
    /// What to print when the transaction is committed; without one, the database is as wanted.
    case ready([CommandContext.Output], TransactionPlan?)
  }

  /// Runs the commands on the contents of a database. Throws what one of them does not allow.
  public func attempt(
    on contents: DatabaseContents, _ options: Options = Options(),
    warn: @escaping (CommandWarning) -> Void
  ) throws(CommandError) -> Attempt {
    var draft = Draft(contents)
    let counter = try ensureSettings(&draft, options)
    var context = CommandContext(
      commands[0], draft, rowNames: program.rowNames, report: warn)
    var outputs: [CommandContext.Output] = []
    for (index, command) in commands.enumerated() {
      context.begin(command, isLast: index == commands.count - 1)
      try command.syntax.run(&context)
      if context.waits { return .waits }
      outputs.append(context.output)
    }
    try context.symbols.finish(warn)
    let plan = context.draft.plan(
      counter: counter, comment: options.comment, isDryRun: options.isDryRun)
    return .ready(outputs, plan)
  }

  /// Inserts the row of settings if it is not there; returns what is to be counted up in it.  Throws if
  /// there is nothing to count, so that nobody takes a change for done that cannot be waited for.
  private func ensureSettings(
    _ draft: inout Draft, _ options: Options
  ) throws(CommandError) -> Counter? {
    guard let table = draft.catalog.table(named: program.settings.table) else { return nil }
    let row = draft.rows(of: table).first ?? draft.insert(into: table)
    guard options.waits, let counters = program.settings.counters else { return nil }
    let column = try table.column(matching: counters.wanted)
    if draft.value(column, of: row).scalar?.integer == .max {
      draft.write(.init(.integer(0)), to: column, of: row)
    }
    return Counter(row: row, column: column, isForced: forcesWait)
  }

  /// Whether all that was asked for up to `value` of the counter has been done.
  public func isDone(_ value: Int64, in contents: DatabaseContents) -> Bool {
    guard let counters = program.settings.counters,
      let table = contents.catalog.table(named: program.settings.table),
      let column = table.column(named: counters.done)
    else { return true }
    let draft = Draft(contents)
    return draft.rows(of: table).contains { row in
      guard let done = draft.value(column, of: row).scalar?.integer else { return false }
      // A counter that began again from 0 is far below, and one that is far above did not yet.
      return done >= value && done &- value < Int64(Int32.max)
    }
  }
}
