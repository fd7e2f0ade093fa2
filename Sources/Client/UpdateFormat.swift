/// How the rows of contents and updates are written.
public enum UpdateFormat: Hashable, Sendable {
  /// RFC 7047, 4.1.6: `old` and `new` rows.
  case update
  /// ovsdb-server(7), 4.1.14: `initial`, `insert`, `delete` and `modify`, where `modify` holds
  /// differences. `update3` has the same rows.
  case update2
}
