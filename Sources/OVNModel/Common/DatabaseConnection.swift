public import OVSDB

/// A connection that a database server makes or waits for.
///
/// Both Northbound databases and IC-Southbound declare the table alike (ovn-nb(5), Connection).
public struct DatabaseConnection: Row {
  /// The connection method: `pssl:6645`, `ptcp:6645:192.0.2.1` …
  public var target = ""
  /// The longest wait between attempts, in milliseconds.
  public var maxBackoff: Int?
  /// How long the peer may be silent before it is probed, in milliseconds; 0 for ever.
  public var inactivityProbe: Int?
  /// Further settings of the connection.
  public var otherConfig: [String: String] = [:]
  /// Left to the operator.
  public var externalIDs: [String: String] = [:]
  /// Whether the connection is up; reported by the server.
  public var isConnected = false
  /// How the connection does; reported by the server.
  public var status: [String: String] = [:]

  public init() {}

  public static let table = Table<DatabaseConnection>(
    "Connection",
    columns: [
      Column("target", \.target),
      Column(
        "max_backoff", \.maxBackoff, type: .optional(.integer(.range(minimum: 1000, maximum: nil)))),
      Column("inactivity_probe", \.inactivityProbe),
      Column("other_config", \.otherConfig),
      Column("external_ids", \.externalIDs),
      Column("is_connected", \.isConnected, ephemeral: true),
      Column("status", \.status, ephemeral: true),
    ],
    isRoot: false, indexes: [["target"]])
}
