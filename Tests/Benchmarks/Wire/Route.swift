import OVSDB

/// A learned or advertised route, as OVN_IC_Southbound 1.1.1 declares it.
struct Route: Row {
  var transitSwitch = ""
  var availabilityZone = UUID.zero
  var routeTable = ""
  var prefix = ""
  var nexthop = ""
  var origin = RouteOrigin.connected
  var externalIDs: [String: String] = [:]

  static let table = Table<Route>(
    "Route",
    columns: [
      Column("transit_switch", \.transitSwitch),
      Column(
        "availability_zone", \.availabilityZone,
        type: ColumnType(key: .reference(to: "Availability_Zone"))),
      Column("route_table", \.routeTable),
      Column("ip_prefix", \.prefix),
      Column("nexthop", \.nexthop),
      Column("origin", \.origin),
      Column("external_ids", \.externalIDs),
    ],
    indexes: [["transit_switch", "availability_zone", "route_table", "ip_prefix", "nexthop"]])
}

enum RouteOrigin: String, ColumnEnumeration { case connected, `static` }
