public import OVSDB

extension Southbound {
  /// A route that a router offers to a routing protocol (ovn-sb(5), Advertised_Route).
  ///
  /// Servers older than 25.03 lack the table.
  public struct AdvertisedRoute: Row {
    /// The router.
    public var datapath = UUID.zero
    /// The router port that the route leads through.
    public var logicalPort = UUID.zero
    /// The destination.
    public var ipPrefix = ""
    /// The port that has the address, if the destination is one.
    public var trackedPort: UUID?
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<AdvertisedRoute>(
      "Advertised_Route",
      columns: [
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
        Column("logical_port", \.logicalPort, type: .scalar(.reference(to: "Port_Binding"))),
        Column("ip_prefix", \.ipPrefix),
        Column("tracked_port", \.trackedPort, type: .optional(.reference(to: "Port_Binding"))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["datapath", "logical_port", "ip_prefix", "tracked_port"]])
  }
}
