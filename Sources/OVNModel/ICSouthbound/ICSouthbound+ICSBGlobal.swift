public import OVSDB

extension ICSouthbound {
  /// The single row of settings for the whole database (ovn-ic-sb(5), IC_SB_Global).
  public struct ICSBGlobal: Row {
    /// The sequence number of IC-Northbound that the global work has been done for.
    public var nbICCfg = 0
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]
    /// The connections that the server listens for or makes.
    public var connections: Set<UUID> = []
    /// The server's TLS settings.
    public var ssl: UUID?
    /// Settings; none is defined.
    public var options: [String: String] = [:]

    public init() {}

    public static let table = Table<ICSBGlobal>(
      "IC_SB_Global",
      columns: [
        Column("nb_ic_cfg", \.nbICCfg),
        Column("external_ids", \.externalIDs),
        Column("connections", \.connections, type: .set(of: .reference(to: "Connection"))),
        Column("ssl", \.ssl, type: .optional(.reference(to: "SSL"))),
        Column("options", \.options),
      ],
      maxRows: 1)
  }
}
