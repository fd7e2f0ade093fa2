public import OVSDB

extension Southbound {
  /// A connection that the database server makes or waits for (ovn-sb(5), Connection).
  public struct Connection: Row {
    /// The connection method: `pssl:6642`, `ptcp:6642:192.0.2.1` …
    public var target = ""
    /// The longest wait between attempts, in milliseconds.
    public var maxBackoff: Int?
    /// How long the peer may be silent before it is probed, in milliseconds; 0 for ever.
    public var inactivityProbe: Int?
    /// Whether clients may not write.
    public var readOnly = false
    /// The `RBAC_Role` that says what clients may write; empty lets them write everything.
    public var role = ""
    /// Further settings of the connection.
    public var otherConfig: [String: String] = [:]
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]
    /// Whether the connection is up; reported by the server.
    public var isConnected = false
    /// How the connection does; reported by the server.
    public var status: [String: String] = [:]

    public init() {}

    public static let table = Table<Connection>(
      "Connection",
      columns: [
        Column("target", \.target),
        Column("max_backoff", \.maxBackoff, type: .optional(.integer(in: 1000...))),
        Column("inactivity_probe", \.inactivityProbe),
        Column("read_only", \.readOnly),
        Column("role", \.role),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
        Column("is_connected", \.isConnected, ephemeral: true),
        Column("status", \.status, ephemeral: true),
      ],
      isRoot: false, indexes: [["target"]])
  }
}
