/// The ways to monitor a database, the best first; each server knows the later ones.
enum MonitorMethod: String, Hashable, Sendable {
  /// ovsdb-server(7), 4.1.15: continues after the last transaction that was seen.
  case conditionalSince = "monitor_cond_since"
  /// ovsdb-server(7), 4.1.12: differences instead of old and new rows.
  case conditional = "monitor_cond"
  /// RFC 7047, 4.1.5.
  case plain = "monitor"

  /// What to try with a server that does not know this one.
  var fallback: Self? {
    switch self {
    case .conditionalSince: .conditional
    case .conditional: .plain
    case .plain: nil
    }
  }

  var format: UpdateFormat { self == .plain ? .update : .update2 }
}
