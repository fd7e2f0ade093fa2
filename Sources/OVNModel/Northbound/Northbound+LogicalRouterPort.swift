public import OVSDB

extension Northbound {
  /// A port of a logical router (ovn-nb(5), Logical_Router_Port).
  public struct LogicalRouterPort: SparseRow {
    /// Its name, unique in the zone.
    public var name = ""
    /// The chassis that may be the port's gateway, each with its priority.
    public var gatewayChassis: Set<UUID> = []
    /// Settings: `route_table`, `ic-route-tag`, `interconn-tr`, `requested-chassis` …
    public var options: [String: String] = [:]
    /// Its addresses with their networks' lengths.
    public var networks: Set<String> = []
    /// Its Ethernet address.
    public var mac = ""
    /// Left to the CMS; northd copies it to Southbound's `Port_Binding`.
    public var externalIDs: [String: String] = [:]
    /// Where the columns are that few rows set.
    public var sparse = Sparse<SparseColumns>()

    public init() {}

    /// The columns that few rows set.
    public struct SparseColumns: ColumnGroup {
      /// The chassis that may be the port's gateway, as a group.
      public var haChassisGroup: UUID?
      /// The router port at the other end, if two routers are joined directly.
      public var peer: String?
      /// Whether it works; unset means that it does.
      public var enabled: Bool?
      /// What IPv6 router advertisements say: `address_mode`, `mtu`, `send_periodic` …
      public var ipv6RAConfigs: [String: String] = [:]
      /// The prefixes that were delegated to it; kept by northd.
      public var ipv6Prefix: Set<String> = []
      /// Where DHCP requests are relayed to.
      public var dhcpRelay: UUID?
      /// `hosting-chassis`: the chassis that is the port's gateway; kept by northd.
      public var status: [String: String] = [:]

      public init() {}
    }

    public static let table = Table<LogicalRouterPort>(
      "Logical_Router_Port",
      columns: [
        Column("name", \.name),
        Column(
          "gateway_chassis", \.gatewayChassis, type: .set(of: .reference(to: "Gateway_Chassis"))),
        Column(
          "ha_chassis_group", \.haChassisGroup, type: .optional(.reference(to: "HA_Chassis_Group"))),
        Column("options", \.options),
        Column("networks", \.networks),
        Column("mac", \.mac),
        Column("peer", \.peer),
        Column("enabled", \.enabled),
        Column("ipv6_ra_configs", \.ipv6RAConfigs),
        Column("ipv6_prefix", \.ipv6Prefix),
        Column("dhcp_relay", \.dhcpRelay, type: .optional(.reference(to: "DHCP_Relay"))),
        Column("external_ids", \.externalIDs),
        Column("status", \.status),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
