public import OVSDB

extension OpenVSwitch {
  /// A connection that the database server makes or waits for (ovs-vswitchd.conf.db(5), Manager).
  public struct Manager: Row {
    /// The connection method: `ssl:192.0.2.1:6640`, `ptcp:6640` …
    public var target = ""
    /// The longest wait between attempts, in milliseconds.
    public var maxBackoff: Int?
    /// How long the peer may be silent before it is probed, in milliseconds; 0 for ever.
    public var inactivityProbe: Int?
    /// Whether the connection runs through a bridge here, `in-band`, or not, `out-of-band`.
    public var connectionMode: String?
    /// Settings: `dscp`.
    public var otherConfig: [String: String] = [:]
    /// Left to others.
    public var externalIDs: [String: String] = [:]
    /// Whether the connection is up; reported by the server.
    public var isConnected = false
    /// How the connection does: `state`, `n_connections` …; reported by the server.
    public var status: [String: String] = [:]

    public init() {}

    public static let table = Table<Manager>(
      "Manager",
      columns: [
        Column("target", \.target),
        Column("max_backoff", \.maxBackoff, type: .optional(.integer(in: 1000...))),
        Column("inactivity_probe", \.inactivityProbe),
        Column(
          "connection_mode", \.connectionMode,
          type: .optional(.string(.oneOf(["in-band", "out-of-band"])))),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
        Column("is_connected", \.isConnected, ephemeral: true),
        Column("status", \.status, ephemeral: true),
      ],
      isRoot: false, indexes: [["target"]])
  }
}
