public import OVSDB

extension Southbound {
  /// A next hop whose answers go back the way they came (ovn-sb(5), ECMP_Nexthop).
  public struct ECMPNexthop: Row {
    /// Its address.
    public var nexthop = ""
    /// The router port that leads to it.
    public var port = UUID.zero
    /// The router.
    public var datapath = UUID.zero
    /// Its Ethernet address.
    public var mac = ""
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<ECMPNexthop>(
      "ECMP_Nexthop",
      columns: [
        Column("nexthop", \.nexthop),
        Column("port", \.port, type: .scalar(.reference(to: "Port_Binding"))),
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
        Column("mac", \.mac),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["nexthop", "port"]])
  }
}
