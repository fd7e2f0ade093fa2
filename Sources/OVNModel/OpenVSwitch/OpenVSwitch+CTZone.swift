public import OVSDB

extension OpenVSwitch {
  /// Settings of a connection tracking zone (ovs-vswitchd.conf.db(5), CT_Zone).
  public struct CTZone: Row {
    /// When its connections are forgotten.
    public var timeoutPolicy: UUID?
    /// The most connections in it; 0 is unlimited, unset means the datapath's default.
    public var limit: Int?
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<CTZone>(
      "CT_Zone",
      columns: [
        Column(
          "timeout_policy", \.timeoutPolicy, type: .optional(.reference(to: "CT_Timeout_Policy"))),
        Column("limit", \.limit, type: .optional(.integer(in: 0...4_294_967_295))),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
