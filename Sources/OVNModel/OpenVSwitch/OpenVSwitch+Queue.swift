public import OVSDB

extension OpenVSwitch {
  /// A queue of a port (ovs-vswitchd.conf.db(5), Queue).
  public struct Queue: Row {
    /// The DSCP that its packets get, 0…63; unset leaves theirs.
    public var dscp: Int?
    /// Settings: `min-rate` and `max-rate` in bits a second, `burst` in bits, `priority`.
    public var otherConfig: [String: String] = [:]
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<Queue>(
      "Queue",
      columns: [
        Column("dscp", \.dscp, type: .optional(.integer(in: 0...63))),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
      ])
  }
}
