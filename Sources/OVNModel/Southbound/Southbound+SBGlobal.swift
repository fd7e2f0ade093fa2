public import OVSDB

extension Southbound {
  /// The single row of settings for the zone (ovn-sb(5), SB_Global).
  public struct SBGlobal: Row {
    /// The `nb_cfg` of Northbound that northd has brought here.
    public var nbCfg = 0
    /// When northd last wrote here, in milliseconds since 1970.
    public var nbCfgTimestamp = 0
    /// Left to others.
    public var externalIDs: [String: String] = [:]
    /// The connections that the server listens for or makes.
    public var connections: Set<UUID> = []
    /// The server's TLS settings.
    public var ssl: UUID?
    /// Settings; `svc_monitor_mac` is the source of health checks.
    public var options: [String: String] = [:]
    /// Whether tunnels between chassis are encrypted.
    public var ipsec = false

    public init() {}

    public static let table = Table<SBGlobal>(
      "SB_Global",
      columns: [
        Column("nb_cfg", \.nbCfg),
        Column("nb_cfg_timestamp", \.nbCfgTimestamp),
        Column("external_ids", \.externalIDs),
        Column("connections", \.connections, type: .set(of: .reference(to: "Connection"))),
        Column("ssl", \.ssl, type: .optional(.reference(to: "SSL"))),
        Column("options", \.options),
        Column("ipsec", \.ipsec),
      ],
      maxRows: 1)
  }
}
