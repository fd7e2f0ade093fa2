/// Where in a database a setting is: `db:DATABASE,TABLE,COLUMN`, ovsdb-server(1).
struct DatabaseLocation: Hashable {
  let database: String
  let table: String
  let column: String

  /// Nil if `text` is of another kind.
  init?(_ text: String) throws(RemoteConfigurationError) {
    guard text.hasPrefix("db:") else { return nil }
    let parts = text.dropFirst(3).split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else {
      throw RemoteConfigurationError("\"\(text)\": invalid syntax")
    }
    (database, table, column) = (String(parts[0]), String(parts[1]), String(parts[2]))
  }

  var description: String { "db:\(database),\(table),\(column)" }
}

/// Why a remote cannot be configured, in the words of `ovsdb-server`.
public struct RemoteConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
