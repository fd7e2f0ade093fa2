internal import JSON
internal import OVSDB

/// What a row of `_Server`'s table says of a database.
struct DatabaseDescription: Hashable {
  /// The schema's text; nil as long as it is not known.
  var schema: JSON?
  var isRelay = false
  var isConnected = true

  /// All columns but the name.
  var row: [String: JSON] {
    [
      "model": .string(isRelay ? "relay" : "standalone"), "connected": .boolean(isConnected),
      "leader": .boolean(!isRelay), "schema": schema ?? .set([]),
    ]
  }
}
