public import OVSDB

extension Southbound {
  /// An address that a switch announces to EVPN (ovn-sb(5), Advertised_MAC_Binding).
  public struct AdvertisedMACBinding: Row {
    /// The switch.
    public var datapath = UUID.zero
    /// The port that has the address.
    public var logicalPort = UUID.zero
    /// The address.
    public var ip = ""
    /// The address's Ethernet address.
    public var mac = ""
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<AdvertisedMACBinding>(
      "Advertised_MAC_Binding",
      columns: [
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
        Column("logical_port", \.logicalPort, type: .scalar(.reference(to: "Port_Binding"))),
        Column("ip", \.ip),
        Column("mac", \.mac),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["datapath", "logical_port", "ip", "mac"]])
  }
}
