internal import Address
public import OVSDB

extension Southbound {
  /// Where a switch has seen an Ethernet address (ovn-sb(5), FDB).
  public struct FDB: Row {
    /// The address.
    public var mac = ""
    /// The key of the switch, 1…16777215.
    public var dpKey = 0
    /// The key of the port, 1…16777215.
    public var portKey = 0
    /// When it was learned or seen again, in milliseconds since 1970; 0 if that is not known.
    public var timestamp = 0

    public init() {}

    public static let table = Table<FDB>(
      "FDB",
      columns: [
        Column("mac", \.mac),
        Column("dp_key", \.dpKey, type: .scalar(.integer(in: TunnelKey.datapaths))),
        Column("port_key", \.portKey, type: .scalar(.integer(in: 1...16_777_215))),
        Column("timestamp", \.timestamp),
      ],
      indexes: [["mac", "dp_key"]])
  }
}
