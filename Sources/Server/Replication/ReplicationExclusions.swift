/// Tables that a backup server does not take from the active one: `--sync-exclude-tables` of
/// ovsdb-server(1).
struct ReplicationExclusions: Hashable, Sendable {
  private var tables: [String: Set<String>] = [:]

  /// None.
  init() {}

  /// Reads `DB:TABLE`, several of them with commas or spaces between them.
  init(_ text: String) throws(RemoteConfigurationError) {
    for place in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
      guard let colon = place.firstIndex(of: ":"), place.index(after: colon) < place.endIndex else {
        throw RemoteConfigurationError("Can't parse excluded table: \(place)")
      }
      tables[String(place[..<colon]), default: []]
        .insert(String(place[place.index(after: colon)...]))
    }
  }

  var isEmpty: Bool { tables.isEmpty }

  func contains(_ table: String, of database: String) -> Bool {
    tables[database]?.contains(table) ?? false
  }

  /// As ``init(_:)`` reads it, in order.
  var description: String {
    tables.flatMap { database, tables in tables.map { "\(database):\($0)" } }.sorted()
      .joined(separator: ",")
  }
}
