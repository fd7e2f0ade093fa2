public import OVSDB

extension Southbound {
  /// How multicast is handled on a switch or router (ovn-sb(5), IP_Multicast).
  public struct IPMulticast: Row {
    /// The switch or router.
    public var datapath = UUID.zero
    /// Whether groups are learned; unset means that they are not.
    public var enabled: Bool?
    /// Whether queries are sent; unset means that they are, once groups are learned.
    public var querier: Bool?
    /// The source Ethernet address of queries.
    public var ethSrc = ""
    /// The source IPv4 address of queries.
    public var ip4Src = ""
    /// The source IPv6 address of queries.
    public var ip6Src = ""
    /// The most groups to learn; unset means 2048.
    public var tableSize: Int?
    /// After how many seconds an idle group is forgotten; unset means 300.
    public var idleTimeout: Int?
    /// How many seconds lie between queries; unset means half of `idleTimeout`.
    public var queryInterval: Int?
    /// How many seconds answers may take; unset means 1.
    public var queryMaxResp: Int?
    /// Raised to make the chassis forget all groups.
    public var seqNo = 0

    public init() {}

    public static let table = Table<IPMulticast>(
      "IP_Multicast",
      columns: [
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding", .weak))),
        Column("enabled", \.enabled),
        Column("querier", \.querier),
        Column("eth_src", \.ethSrc),
        Column("ip4_src", \.ip4Src),
        Column("ip6_src", \.ip6Src),
        Column("table_size", \.tableSize),
        Column("idle_timeout", \.idleTimeout),
        Column("query_interval", \.queryInterval),
        Column("query_max_resp", \.queryMaxResp),
        Column("seq_no", \.seqNo),
      ],
      indexes: [["datapath"]])
  }
}
