extension CommandProgram {
  /// What `--commands` prints, for shells that complete words: of each command its options, its name,
  /// and its arguments, each marked `!` if it is required, `?` if it is optional, `*` if any number of it
  /// may stand there, `+` if at least one must.
  public var commandList: String {
    commands.map { command in
      let options = command.options.map { "[\($0.name)\($0.takesValue ? "=" : "")] " }.joined()
      return "\(options),\(command.name),\(command.markedArguments)\n"
    }.joined()
  }

  /// How rows of each table may be called, for the help text.
  public var rowNameHelp: String {
    TableCatalog(schema).tables.map { table in
      var lines = ["  \(table.name):", "    by UUID"]
      if table.isSingleton { lines.append("    as \".\"") }
      lines += (rowNames[table.name] ?? []).map { "    by \"\($0)\"" }
      return lines.joined(separator: "\n") + "\n"
    }.joined()
  }
}

extension CommandSyntax {
  fileprivate var markedArguments: String {
    arguments.split(separator: " ").map { Self.marked(String($0)) }.joined(separator: " ")
  }

  /// A word of the arguments with its mark: `[RECORD]...` is `*RECORD`, `[KEY=]VALUE` is `!?KEY=VALUE`.
  private static func marked(_ word: String) -> String {
    // Several words may stand together, as in `[NETWORK]...[COLUMN[:KEY]=VALUE]...`.
    if let end = word.firstRange(of: "...["), word.hasPrefix("[") {
      return marked(String(word[..<end.upperBound].dropLast()))
        + marked("[" + word[end.upperBound...])
    }
    var inner = word
    let isRepeated = inner.hasSuffix("...")
    if isRepeated { inner.removeLast(3) }
    // Brackets around the whole word, even if those of a later word close with them, as in `[A [B]]`.
    let isOptional = inner.hasPrefix("[") && isWhole(inner)
    if isOptional { inner.removeFirst() }
    let text = inner.map { $0 == "[" ? "?" : $0 == "]" ? "" : String($0) }.joined()
    switch (isOptional, isRepeated) {
    case (true, true): return "*" + text
    case (true, false): return "?" + text
    case (false, true): return "+" + text
    case (false, false): return "!" + text
    }
  }

  /// Whether the bracket that the word begins with closes at its end, or in a later word.
  private static func isWhole(_ word: String) -> Bool {
    var depth = 0
    for (offset, character) in word.enumerated() {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if depth == 0 {
        return offset == word.count - 1 || word.dropFirst(offset).allSatisfy { $0 == "]" }
      }
    }
    return true
  }
}
