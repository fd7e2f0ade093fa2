public import OVSDB

extension OpenVSwitch {
  /// Settings of an OpenFlow table (ovs-vswitchd.conf.db(5), Flow_Table).
  public struct FlowTable: Row {
    /// Its name.
    public var name: String?
    /// The most flows it may have; unset is unlimited.
    public var flowLimit: Int?
    /// What happens beyond `flowLimit`: `refuse` the flow, as when unset, or `evict` another.
    public var overflowPolicy: String?
    /// The fields by which flows to evict are chosen fairly.
    public var groups: Set<String> = []
    /// The fields, of at most four, by whose prefixes flows are looked up faster.
    public var prefixes: Set<String> = []
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<FlowTable>(
      "Flow_Table",
      columns: [
        Column("name", \.name),
        Column("flow_limit", \.flowLimit, type: .optional(.integer(in: 0...))),
        Column(
          "overflow_policy", \.overflowPolicy,
          type: .optional(.string(.oneOf(["refuse", "evict"])))),
        Column("groups", \.groups),
        Column("prefixes", \.prefixes, type: .set(of: .string(), maximum: 4)),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
