public import OVSDB

extension ICNorthbound {
  /// The single row of settings for the whole interconnection (ovn-ic-nb(5), IC_NB_Global).
  public struct ICNBGlobal: Row {
    /// Raised by a client that wants to know when the zones have caught up.
    public var nbICCfg = 0
    /// The `nbICCfg` that all zones have caught up with.
    public var sbICCfg = 0
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]
    /// The connections that the server listens for or makes.
    public var connections: Set<UUID> = []
    /// The server's TLS settings.
    public var ssl: UUID?
    /// Settings of the daemons: `ic_probe_interval`, `vxlan_mode`.
    public var options: [String: String] = [:]

    public init() {}

    public static let table = Table<ICNBGlobal>(
      "IC_NB_Global",
      columns: [
        Column("nb_ic_cfg", \.nbICCfg),
        Column("sb_ic_cfg", \.sbICCfg),
        Column("external_ids", \.externalIDs),
        Column("connections", \.connections, type: .set(of: .reference(to: "Connection"))),
        Column("ssl", \.ssl, type: .optional(.reference(to: "SSL"))),
        Column("options", \.options),
      ],
      maxRows: 1)
  }
}
