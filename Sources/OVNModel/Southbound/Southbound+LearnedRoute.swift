public import OVSDB

extension Southbound {
  /// A route that a router learned from a routing protocol (ovn-sb(5), Learned_Route).
  ///
  /// Servers older than 25.03 lack the table.
  public struct LearnedRoute: Row {
    /// The router that learned it.
    public var datapath = UUID.zero
    /// The router port that it leads through.
    public var logicalPort = UUID.zero
    /// The destination.
    public var ipPrefix = ""
    /// The address to send to.
    public var nexthop = ""
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<LearnedRoute>(
      "Learned_Route",
      columns: [
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
        Column("logical_port", \.logicalPort, type: .scalar(.reference(to: "Port_Binding"))),
        Column("ip_prefix", \.ipPrefix),
        Column("nexthop", \.nexthop),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["datapath", "logical_port", "ip_prefix", "nexthop"]])
  }
}
