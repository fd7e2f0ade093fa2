public import OVSDB

extension Northbound {
  /// A port of a logical switch (ovn-nb(5), Logical_Switch_Port).
  public struct LogicalSwitchPort: SparseRow {
    /// Its name, unique in the zone.
    public var name = ""
    /// What it is attached to: empty for a virtual machine, `router`, `switch`, `remote` …
    public var type = ""
    /// Settings: `router-port`, `requested-tnl-key`, `requested-chassis`, `interconn-tsp` …
    public var options: [String: String] = [:]
    /// Its addresses: `MAC IP …`, `dynamic`, `router`, `unknown`.
    public var addresses: Set<String> = []
    /// The addresses that may be used, as `MAC IP …`; empty allows all.
    public var portSecurity: Set<String> = []
    /// Whether the port is bound; kept by northd once the port exists.
    public var up: Bool?
    /// Whether it works; unset means that it does.
    public var enabled: Bool?
    /// Left to the CMS; northd copies it to Southbound's `Port_Binding`.
    public var externalIDs: [String: String] = [:]
    /// Where the columns are that few rows set.
    public var sparse = Sparse<SparseColumns>()

    public init() {}

    /// The columns that few rows set.
    public struct SparseColumns: ColumnGroup {
      /// The port of the virtual machine in which this one is nested.
      public var parentName: String?
      /// The VLAN wanted within the parent, or on the physical network: 0…4095, 0 lets northd choose.
      public var tagRequest: Int?
      /// The VLAN in use, 1…4095; kept by northd.
      public var tag: Int?
      /// What `dynamic` stands for; kept by northd.
      public var dynamicAddresses: String?
      /// The switch or router port at the other end; missing from older servers.
      public var peer: String?
      /// What DHCPv4 requests are answered with.
      public var dhcpv4Options: UUID?
      /// What DHCPv6 requests are answered with.
      public var dhcpv6Options: UUID?
      /// The mirrors that get the port's packets.
      public var mirrorRules: Set<UUID> = []
      /// The chassis that may serve the port, if its type is `external`.
      public var haChassisGroup: UUID?
      /// How the hosts behind the port are checked.
      public var healthChecks: Set<UUID> = []

      public init() {}
    }

    public static let table = Table<LogicalSwitchPort>(
      "Logical_Switch_Port",
      columns: [
        Column("name", \.name),
        Column("type", \.type),
        Column("options", \.options),
        Column("parent_name", \.parentName),
        Column("tag_request", \.tagRequest, type: .optional(.integer(in: 0...4095))),
        Column("tag", \.tag, type: .optional(.integer(in: 1...4095))),
        Column("addresses", \.addresses),
        Column("dynamic_addresses", \.dynamicAddresses),
        Column("port_security", \.portSecurity),
        Column("peer", \.peer),
        Column("up", \.up),
        Column("enabled", \.enabled),
        Column(
          "dhcpv4_options", \.dhcpv4Options, type: .optional(.reference(to: "DHCP_Options", .weak))),
        Column(
          "dhcpv6_options", \.dhcpv6Options, type: .optional(.reference(to: "DHCP_Options", .weak))),
        Column("mirror_rules", \.mirrorRules, type: .set(of: .reference(to: "Mirror", .weak))),
        Column(
          "ha_chassis_group", \.haChassisGroup, type: .optional(.reference(to: "HA_Chassis_Group"))),
        Column(
          "health_checks", \.healthChecks,
          type: .set(of: .reference(to: "Logical_Switch_Port_Health_Check"))),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
