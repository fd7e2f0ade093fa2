public import OVSDB

extension Northbound {
  /// The single row of settings for the zone (ovn-nb(5), NB_Global).
  public struct NBGlobal: Row {
    /// The availability zone's name; empty while the zone takes no part.
    public var name = ""
    /// Raised by a client that wants to know when its changes have arrived.
    public var nbCfg = 0
    /// When northd saw the present `nbCfg`, in milliseconds since 1970.
    public var nbCfgTimestamp = 0
    /// The `nbCfg` that northd has written to Southbound.
    public var sbCfg = 0
    /// When northd's changes for `sbCfg` were in Southbound, in milliseconds since 1970.
    public var sbCfgTimestamp = 0
    /// The `nbCfg` that every chassis has caught up with.
    public var hvCfg = 0
    /// When the slowest chassis caught up with `hvCfg`, in milliseconds since 1970.
    public var hvCfgTimestamp = 0
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]
    /// The connections that the server listens for or makes.
    public var connections: Set<UUID> = []
    /// The server's TLS settings.
    public var ssl: UUID?
    /// The zone's settings, `ic-route-adv` and its relatives among them.
    public var options: [String: String] = [:]
    /// Whether tunnels between chassis are encrypted.
    public var ipsec = false

    public init() {}

    public static let table = Table<NBGlobal>(
      "NB_Global",
      columns: [
        Column("name", \.name),
        Column("nb_cfg", \.nbCfg),
        Column("nb_cfg_timestamp", \.nbCfgTimestamp),
        Column("sb_cfg", \.sbCfg),
        Column("sb_cfg_timestamp", \.sbCfgTimestamp),
        Column("hv_cfg", \.hvCfg),
        Column("hv_cfg_timestamp", \.hvCfgTimestamp),
        Column("external_ids", \.externalIDs),
        Column("connections", \.connections, type: .set(of: .reference(to: "Connection"))),
        Column("ssl", \.ssl, type: .optional(.reference(to: "SSL"))),
        Column("options", \.options),
        Column("ipsec", \.ipsec),
      ],
      maxRows: 1)
  }
}
