public import OVSDB

extension Northbound {
  /// A session that tells whether a next hop is alive (ovn-nb(5), BFD).
  public struct BFD: Row {
    /// The name of the router port.
    public var logicalPort = ""
    /// The address of the next hop.
    public var dstIP = ""
    /// The shortest time between messages sent, in milliseconds, from 1; unset means 1000.
    public var minTX: Int?
    /// The shortest time between messages that can be handled, in milliseconds; 0 wants none.
    public var minRX: Int?
    /// How many messages may be missed, from 1; unset means 5.
    public var detectMult: Int?
    /// `down`, `init`, `up` or `admin_down`; kept by northd.
    public var status: String?
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]
    /// Settings; none is defined.
    public var options: [String: String] = [:]

    public init() {}

    public static let table = Table<BFD>(
      "BFD",
      columns: [
        Column("logical_port", \.logicalPort),
        Column("dst_ip", \.dstIP),
        Column("min_tx", \.minTX, type: .optional(.integer(in: 1...))),
        Column("min_rx", \.minRX),
        Column("detect_mult", \.detectMult, type: .optional(.integer(in: 1...))),
        Column(
          "status", \.status,
          type: .optional(.string(.oneOf(["down", "init", "up", "admin_down"])))),
        Column("external_ids", \.externalIDs),
        Column("options", \.options),
      ],
      indexes: [["logical_port", "dst_ip"]])
  }
}
