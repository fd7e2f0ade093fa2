public import OVSDB

extension Northbound {
  /// A static route of a logical router (ovn-nb(5), Logical_Router_Static_Route).
  ///
  /// With `ic-learned-route` in `externalIDs` it was learned from another zone.
  public struct LogicalRouterStaticRoute: SparseRow {
    /// The destination, host bits kept.
    public var ipPrefix = ""
    /// The address to send to, or `discard`.
    public var nexthop = ""
    /// `origin`, `override-connected` …
    public var options: [String: String] = [:]
    /// `ic-learned-route`: the row in IC-Southbound.
    public var externalIDs: [String: String] = [:]
    /// Where the columns are that few rows set.
    public var sparse = Sparse<SparseColumns>()

    public init() {}

    /// The columns that few rows set.
    public struct SparseColumns: ColumnGroup {
      /// The routing table it belongs to; empty for the main one.
      public var routeTable = ""
      /// `dst-ip` or `src-ip`: the address that is matched; unset means the destination.
      public var policy: String?
      /// The name of the port to send through; unset lets the next hop decide.
      public var outputPort: String?
      /// The session that tells whether the next hop is alive.
      public var bfd: UUID?
      /// What of a packet decides between routes of equal cost; empty for the default.
      public var selectionFields: Set<String> = []

      public init() {}
    }

    public static let table = Table<LogicalRouterStaticRoute>(
      "Logical_Router_Static_Route",
      columns: [
        Column("route_table", \.routeTable),
        Column("ip_prefix", \.ipPrefix),
        Column("policy", \.policy, type: .optional(.string(.oneOf(["src-ip", "dst-ip"])))),
        Column("nexthop", \.nexthop),
        Column("output_port", \.outputPort),
        Column("bfd", \.bfd, type: .optional(.reference(to: "BFD", .weak))),
        Column(
          "selection_fields", \.selectionFields,
          type: .set(
            of: .string(
              .oneOf([
                "eth_src", "eth_dst", "ip_proto", "ip_src", "ip_dst", "ipv6_src", "ipv6_dst",
                "tp_src", "tp_dst",
              ])))),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
