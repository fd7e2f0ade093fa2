public import OVSDB

extension Southbound {
  /// A session that tells whether a next hop is alive (ovn-sb(5), BFD).
  public struct BFD: Row {
    /// The source port of its messages, 49152…65535.
    public var srcPort = 0
    /// The number by which messages name it.
    public var disc = 0
    /// The name of the router port.
    public var logicalPort = ""
    /// The address of the next hop.
    public var dstIP = ""
    /// The shortest time between messages sent, in milliseconds.
    public var minTX = 0
    /// The shortest time between messages that can be handled, in milliseconds; 0 wants none.
    public var minRX = 0
    /// How many messages may be missed.
    public var detectMult = 0
    /// `down`, `init`, `up` or `admin_down`.
    public var status = ""
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]
    /// Settings; none is defined.
    public var options: [String: String] = [:]
    /// The chassis that the router port is on, for its right to change the row.
    public var chassisName = ""

    public init() {}

    public static let table = Table<BFD>(
      "BFD",
      columns: [
        Column("src_port", \.srcPort, type: .scalar(.integer(in: 49152...65535))),
        Column("disc", \.disc),
        Column("logical_port", \.logicalPort),
        Column("dst_ip", \.dstIP),
        Column("min_tx", \.minTX),
        Column("min_rx", \.minRX),
        Column("detect_mult", \.detectMult),
        Column(
          "status", \.status, type: .scalar(.string(.oneOf(["down", "init", "up", "admin_down"])))),
        Column("external_ids", \.externalIDs),
        Column("options", \.options),
        Column("chassis_name", \.chassisName),
      ],
      indexes: [["logical_port", "dst_ip", "src_port", "disc"]])
  }
}
