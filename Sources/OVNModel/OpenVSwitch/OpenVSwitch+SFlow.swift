public import OVSDB

extension OpenVSwitch {
  /// Where sFlow samples of a bridge's packets go (ovs-vswitchd.conf.db(5), sFlow).
  public struct SFlow: Row {
    /// The collectors, as `IP:PORT`; at least one.
    public var targets: Set<String> = []
    /// One packet in how many is sampled; unset means 400.
    public var sampling: Int?
    /// How many seconds lie between reports of statistics; unset means 30.
    public var polling: Int?
    /// How much of a packet is sent, in bytes; unset means 128.
    public var header: Int?
    /// The address, or the device, that reports name as their source.
    public var agent: String?
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<SFlow>(
      "sFlow",
      columns: [
        Column("targets", \.targets, type: .set(of: .string(), minimum: 1)),
        Column("sampling", \.sampling),
        Column("polling", \.polling),
        Column("header", \.header),
        Column("agent", \.agent),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
