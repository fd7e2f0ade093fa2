import JSON
import OVSDB
import Transactions

@testable import Interconnect

extension InterconnectController {
  /// What the controller wants changed in `channel`'s database, a line for each edit, in the order of
  /// the subjects' names.
  func wanted(_ channel: Channel) -> [String] {
    wantedEdits(channel)
      .map { (subject: "\($0.key)", edits: $0.value) }
      .sorted { $0.subject < $1.subject }
      .flatMap { $0.edits.map(\.line) }
  }

  /// What every subject wants, without what two controllers may choose differently: the names of
  /// inserted rows, and tunnel keys that are handed out.
  var wantedResult: [String: [String]] {
    var result: [String: [String]] = [:]
    for channel in Channel.allCases {
      for (subject, edits) in wantedEdits(channel) {
        result["\(channel) \(subject)"] = edits.canonicalLines
      }
    }
    return result
  }
}

extension Edit {
  /// The edit as an operator would write it.
  var line: String {
    switch self {
    case .operation(.insert(let table, let row, _, _)):
      "insert \(table) \(JSON.object(row))"
    case .operation(.update(let table, let conditions, let row)):
      "update \(table) \(conditions.row) \(JSON.object(row))"
    case .operation(.mutate(let table, let conditions, let mutations)):
      "mutate \(table) \(conditions.row) \(JSON.array(mutations.map(\.json)))"
    case .operation(.delete(let table, let conditions)):
      "delete \(table) \(conditions.row)"
    case .operation(.wait(_, let table, let conditions, _, _, _)):
      "require no \(table) where \(JSON.array(conditions.map(\.json)))"
    case .operation(let other):
      "\(other.json)"
    case .attach(let table, let row, let column, let rows):
      "attach \(table) \(row) \(column) \(rows.count)"
    case .detach(let table, let row, let column, let rows):
      "detach \(table) \(row) \(column) \(rows.sorted())"
    }
  }
}

extension [Condition] {
  fileprivate var row: String {
    count == 1 && self[0].column == "_uuid"
      ? self[0].value[1]?.stringValue ?? "?" : "\(JSON.array(map(\.json)))"
  }
}

extension [Edit] {
  /// The edits with rows named by their position, and without the numbers of tunnel keys.
  fileprivate var canonicalLines: [String] {
    map { edit in
      switch edit {
      case .operation(.insert(let table, let row, let name, _)):
        Edit.insert(table, row.canonical, name: name).line
      case .operation(.update(let table, let conditions, let row)):
        Edit.operation(.update(table: table, where: conditions, row: row.canonical)).line
      default:
        edit.line
      }
    }
  }
}

extension [String: JSON] {
  /// The columns without what two controllers may choose differently.
  fileprivate var canonical: Self {
    var columns = self
    columns["tunnel_key"] = self["tunnel_key"].map { _ in "a key" }
    columns["encaps"] = self["encaps"].map { .integer(Int64($0.setElements.count)) }
    return columns
  }
}
