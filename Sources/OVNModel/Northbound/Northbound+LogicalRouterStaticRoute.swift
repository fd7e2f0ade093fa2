public import OVSDB

extension Northbound {
  /// A static route of a logical router (ovn-nb(5), Logical_Router_Static_Route).
  ///
  /// With `ic-learned-route` in `externalIDs` it was learned from another zone.
  public struct LogicalRouterStaticRoute: Row {
    /// The destination, host bits kept.
    public var ipPrefix = ""
    /// The address to send to, or `discard`.
    public var nexthop = ""
    /// The routing table it belongs to; empty for the main one.
    public var routeTable = ""
    /// `dst-ip` or `src-ip`: the address that is matched; unset means the destination.
    public var policy: String?
    /// `origin`, `override-connected` …
    public var options: [String: String] = [:]
    /// `ic-learned-route`: the row in IC-Southbound.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<LogicalRouterStaticRoute>(
      "Logical_Router_Static_Route",
      columns: [
        Column("ip_prefix", \.ipPrefix),
        Column("nexthop", \.nexthop),
        Column("route_table", \.routeTable),
        Column("policy", \.policy, type: .optional(.string(.oneOf(["src-ip", "dst-ip"])))),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
