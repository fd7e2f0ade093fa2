public import OVSDB

extension OpenVSwitch {
  /// Where the samples of OpenFlow's `sample` action go (ovs-vswitchd.conf.db(5),
  /// Flow_Sample_Collector_Set).
  public struct FlowSampleCollectorSet: Row {
    /// Its number, which the action names; unique within its bridge.
    public var id = 0
    /// The bridge.
    public var bridge = UUID.zero
    /// The IPFIX collectors that get the samples.
    public var ipfix: UUID?
    /// The group on this machine that gets the samples.
    public var localGroupID: Int?
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<FlowSampleCollectorSet>(
      "Flow_Sample_Collector_Set",
      columns: [
        Column("id", \.id, type: .scalar(.integer(in: 0...4_294_967_295))),
        Column("bridge", \.bridge, type: .scalar(.reference(to: "Bridge"))),
        Column("ipfix", \.ipfix, type: .optional(.reference(to: "IPFIX"))),
        Column("local_group_id", \.localGroupID, type: .optional(.integer(in: 0...4_294_967_295))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["id", "bridge"]])
  }
}
