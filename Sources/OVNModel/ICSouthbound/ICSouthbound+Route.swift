public import OVSDB

extension ICSouthbound {
  /// A route that one zone offers the others over a transit switch (ovn-ic-sb(5), Route).
  public struct Route: SparseRow {
    /// The name of the transit switch.
    public var transitSwitch = ""
    /// The zone that offers the route.
    public var availabilityZone = UUID.zero
    /// The destination, host bits kept.
    public var ipPrefix = ""
    /// The address of the zone's router on the transit switch.
    public var nexthop = ""
    /// `connected`, `static`, `loadbalancer` or `connected-dynamic`; the latter two are newer.
    public var origin = ""
    /// `nb-id`, `lr-id`, `ic-route-tag`: where the route comes from.
    public var externalIDs: [String: String] = [:]
    /// Where the columns are that few rows set.
    public var sparse = Sparse<SparseColumns>()

    public init() {}

    /// The columns that few rows set.
    public struct SparseColumns: ColumnGroup {
      /// The routing table it belongs to; empty for the main one.
      public var routeTable = ""
      /// `override-connected`.
      public var options: [String: String] = [:]

      public init() {}
    }

    public static let table = Table<Route>(
      "Route",
      columns: [
        Column("transit_switch", \.transitSwitch),
        Column(
          "availability_zone", \.availabilityZone,
          type: .scalar(.reference(to: "Availability_Zone"))),
        Column("route_table", \.routeTable),
        Column("ip_prefix", \.ipPrefix),
        Column("nexthop", \.nexthop),
        Column(
          "origin", \.origin,
          type: .scalar(
            .string(.oneOf(["connected", "static", "loadbalancer", "connected-dynamic"])))),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["transit_switch", "availability_zone", "route_table", "ip_prefix", "nexthop"]])
  }
}
