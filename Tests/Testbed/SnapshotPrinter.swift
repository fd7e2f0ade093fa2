/// Turns rows into a ``Snapshot``'s lines.
struct SnapshotPrinter {
  /// The rows of one table of one server.
  struct Contents {
    var server: String
    var table: Snapshot.Table
    var rows: [DatabaseRow]
  }

  private let contents: [Contents]
  private let omittedKeys: Set<String>
  /// What stands for each UUID, whichever database it is from.
  private var names: [String: String] = [:]
  private let switchKeys: TunnelKeys
  private let portKeys: TunnelKeys

  init(_ contents: [Contents], withoutKeys omittedKeys: Set<String>) {
    self.contents = contents
    self.omittedKeys = omittedKeys
    let rows = { (table: String) in
      // The only table of this name that is read is IC-Southbound's, or has no such column.
      contents.filter { $0.table.name == table }.flatMap(\.rows).filter {
        !$0["tunnel_key"].isEmpty && !$0["transit_switch"].isEmpty
      }
    }
    switchKeys = TunnelKeys(rows("Datapath_Binding"), owner: "transit_switch", scope: nil)
    portKeys = TunnelKeys(rows("Port_Binding"), owner: "logical_port", scope: "transit_switch")
    // Twice: some keys refer to rows that are named in the first pass.
    for _ in 0..<2 {
      for content in contents {
        for row in content.rows { names[row.uuid] = name(of: row, in: content) }
      }
    }
  }

  var snapshot: Snapshot {
    Snapshot(
      lines: contents.flatMap { content in
        content.rows.map {
          "\(content.server) \(name(of: $0, in: content)): \(line(of: $0, in: content))"
        }
      }.sorted())
  }

  private func name(of row: DatabaseRow, in content: Contents) -> String {
    let key = content.table.key.map { text(row[$0]) }.joined(separator: " ")
    return "\(content.table.name)(\(key))"
  }

  private func line(of row: DatabaseRow, in content: Contents) -> String {
    let table = content.table
    return row.columns
      .filter { column, value in
        (table.columns?.contains(column) ?? !table.ignored.contains(column)) && !value.isEmpty
      }
      .map { column, value in
        "\(column)=\(text(canonical(value, column: column, row: row, table: table)))"
      }
      .sorted().joined(separator: " ")
  }

  /// Replaces the tunnel keys, which depend on who came first.
  private func canonical(
    _ value: Datum, column: String, row: DatabaseRow, table: Snapshot.Table
  ) -> Datum {
    switch (table.name, column) {
    case ("Datapath_Binding", "tunnel_key"):
      .set([.string(switchKeys.verdict(on: row["transit_switch"].text))])
    case ("Port_Binding", "tunnel_key"):
      .set([.string(portKeys.verdict(on: row["logical_port"].text))])
    case ("Logical_Switch", "other_config"):
      switchKeys.judge(value, owner: value["interconn-ts"])
    case ("Logical_Switch_Port", "options"):
      portKeys.judge(value, owner: row["name"].text)
    default: value
    }
  }

  private func text(_ datum: Datum) -> String {
    switch datum {
    case .set(let atoms):
      let texts = atoms.map(text).sorted()
      return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    case .map(let pairs):
      return
        "{\(pairs.filter { !omittedKeys.contains($0.key.description) }.map { "\(text($0))=\(text($1))" }.sorted().joined(separator: ", "))}"
    }
  }

  /// References are columns of type UUID, and also texts in `external_ids` that hold one.
  private func text(_ atom: Atom) -> String {
    switch atom {
    case .uuid(let uuid): names[uuid] ?? "(no such row)"
    case .string(let text) where isUUID(text): names[text] ?? "(no such row)"
    default: atom.description
    }
  }

  private func isUUID(_ text: String) -> Bool {
    text.utf8.count == 36 && text.split(separator: "-").map(\.utf8.count) == [8, 4, 4, 4, 12]
  }
}

/// The tunnel keys that IC-Southbound gives to switches, or to the ports of each switch.
private struct TunnelKeys {
  private var keys: [String: Int64] = [:]
  private var verdicts: [String: String] = [:]

  init(_ rows: [DatabaseRow], owner: String, scope: String?) {
    var owners: [String: Int] = [:]
    let place = { (row: DatabaseRow) in "\(scope.map { row[$0].text } ?? "") \(row["tunnel_key"])" }
    for row in rows { owners[place(row), default: 0] += 1 }
    for row in rows {
      keys[row[owner].text] = row["tunnel_key"].integer
      verdicts[row[owner].text] =
        owners[place(row)] == 1 ? "(unique)" : "(\(row["tunnel_key"]), not unique)"
    }
  }

  func verdict(on owner: String) -> String { verdicts[owner] ?? "(none)" }

  /// Replaces `requested-tnl-key` where it is the owner's key in IC-Southbound.
  func judge(_ options: Datum, owner: String?) -> Datum {
    guard case .map(var pairs) = options, let owner, let key = keys[owner],
      pairs[.string("requested-tnl-key")] == .string("\(key)")
    else { return options }
    pairs[.string("requested-tnl-key")] = .string("(as in IC-Southbound)")
    return .map(pairs)
  }
}
