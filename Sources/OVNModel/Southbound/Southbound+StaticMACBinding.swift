public import OVSDB

extension Southbound {
  /// The Ethernet address of an address, as configured (ovn-sb(5), Static_MAC_Binding).
  public struct StaticMACBinding: Row {
    /// The name of the router port.
    public var logicalPort = ""
    /// The address.
    public var ip = ""
    /// The address's Ethernet address.
    public var mac = ""
    /// Whether it counts more than what was learned.
    public var overrideDynamicMAC = false
    /// The router.
    public var datapath = UUID.zero

    public init() {}

    public static let table = Table<StaticMACBinding>(
      "Static_MAC_Binding",
      columns: [
        Column("logical_port", \.logicalPort),
        Column("ip", \.ip),
        Column("mac", \.mac),
        Column("override_dynamic_mac", \.overrideDynamicMAC),
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
      ],
      indexes: [["logical_port", "ip"]])
  }
}
