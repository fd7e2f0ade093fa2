public import OVSDB

extension Southbound {
  /// The Ethernet address of an address, as a router learned it (ovn-sb(5), MAC_Binding).
  public struct MACBinding: Row {
    /// The name of the router port.
    public var logicalPort = ""
    /// The address.
    public var ip = ""
    /// The address's Ethernet address.
    public var mac = ""
    /// When it was learned or seen again, in milliseconds since 1970; 0 if that is not known.
    public var timestamp = 0
    /// The router.
    public var datapath = UUID.zero

    public init() {}

    public static let table = Table<MACBinding>(
      "MAC_Binding",
      columns: [
        Column("logical_port", \.logicalPort),
        Column("ip", \.ip),
        Column("mac", \.mac),
        Column("timestamp", \.timestamp),
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
      ],
      indexes: [["logical_port", "ip"]])
  }
}
