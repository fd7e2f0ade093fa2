internal import OVSDB

/// The names, `@name`, that one command line gives to rows, and by which its commands refer to them.
struct RowSymbols {
  /// What is known of a name.
  struct Symbol {
    let uuid: UUID
    /// Whether a command gave the name, and did not only use it.
    var isCreated = false
    /// Whether the row is in the database for good: referred to, or in no need of that.
    var isKept = false
    var isWeaklyReferred = false
  }

  private(set) var symbols: [String: Symbol] = [:]

  /// The row that a value of a column of that type calls `name`.
  mutating func refer(to name: String, _ base: BaseType) -> UUID {
    var symbol = symbols[name] ?? Symbol(uuid: .random())
    switch base {
    case .uuid(.reference(_, .strong)): symbol.isKept = true
    case .uuid(.reference(_, .weak)): symbol.isWeaklyReferred = true
    default: break
    }
    symbols[name] = symbol
    return symbol.uuid
  }

  /// Gives `name` to a row that is created; `isKept` if it needs no reference. Returns its UUID so far.
  mutating func create(_ name: String, isKept: Bool) throws(CommandError) -> UUID {
    try check(name)
    var symbol = symbols[name] ?? Symbol(uuid: .random())
    symbol.isCreated = true
    symbol.isKept = symbol.isKept || isKept
    symbols[name] = symbol
    return symbol.uuid
  }

  /// Gives `name` to a row that is there.
  mutating func define(_ name: String, as uuid: UUID) throws(CommandError) {
    try check(name)
    guard symbols[name] == nil else {
      throw CommandError(
        "row id \"\(name)\" specified on \"get\" command was used before it was defined")
    }
    symbols[name] = Symbol(uuid: uuid, isCreated: true, isKept: true)
  }

  private func check(_ name: String) throws(CommandError) {
    guard name.hasPrefix("@") else {
      throw CommandError("row id \"\(name)\" does not begin with \"@\"")
    }
    guard symbols[name]?.isCreated != true else {
      throw CommandError("row id \"\(name)\" may only be specified on one --id option")
    }
  }

  /// Says what will not be as a user of the names may expect; throws if a name was used and not given.
  func finish(_ warn: (CommandWarning) -> Void) throws(CommandError) {
    for (name, symbol) in symbols.sorted(by: { $0.key < $1.key }) {
      guard symbol.isCreated else {
        throw CommandError(
          "row id \"\(name)\" is referenced but never created "
            + "(e.g. with \"-- --id=\(name) create ...\")")
      }
      guard !symbol.isKept else { continue }
      let reference =
        symbol.isWeaklyReferred
        ? "only a weak reference to it was inserted" : "no reference to it was inserted"
      warn(
        CommandWarning(
          "row id \"\(name)\" was created but \(reference), so it will not actually appear in the "
            + "database"))
    }
  }
}
