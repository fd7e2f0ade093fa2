public import OVSDB

extension OpenVSwitch {
  /// The single row of settings for the machine (ovs-vswitchd.conf.db(5), Open_vSwitch).
  public struct Configuration: Row {
    /// The datapaths by their type, `system` or `netdev`.
    public var datapaths: [String: UUID] = [:]
    /// The bridges.
    public var bridges: Set<UUID> = []
    /// The connections that the server listens for or makes.
    public var managerOptions: Set<UUID> = []
    /// The TLS settings of the server and the switch.
    public var ssl: UUID?
    /// Settings: `flow-limit`, `hw-offload`, `n-handler-threads` …
    public var otherConfig: [String: String] = [:]
    /// `system-id`, and what ovn-controller is told: `ovn-remote`, `ovn-encap-ip` …
    public var externalIDs: [String: String] = [:]
    /// Raised by a client that wants to know when its changes have been made.
    public var nextCfg = 0
    /// The `nextCfg` that the switch has caught up with.
    public var curCfg = 0
    /// `cpu`, `load_average`, `memory` …; reported by the switch if it is asked to.
    public var statistics: [String: String] = [:]
    /// The release of Open vSwitch.
    public var ovsVersion: String?
    /// The version of the database's schema.
    public var dbVersion: String?
    /// What kind of system the machine has, as its integrator calls it.
    public var systemType: String?
    /// The system's version, as its integrator calls it.
    public var systemVersion: String?
    /// The datapath types that bridges can have here.
    public var datapathTypes: Set<String> = []
    /// The types that interfaces can have here.
    public var ifaceTypes: Set<String> = []
    /// Whether DPDK was asked for and works.
    public var dpdkInitialized = false
    /// The release of DPDK.
    public var dpdkVersion: String?

    public init() {}

    public static let table = Table<Configuration>(
      "Open_vSwitch",
      columns: [
        Column("datapaths", \.datapaths, type: .map(.string(), .reference(to: "Datapath"))),
        Column("bridges", \.bridges, type: .set(of: .reference(to: "Bridge"))),
        Column("manager_options", \.managerOptions, type: .set(of: .reference(to: "Manager"))),
        Column("ssl", \.ssl, type: .optional(.reference(to: "SSL"))),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
        Column("next_cfg", \.nextCfg),
        Column("cur_cfg", \.curCfg),
        Column("statistics", \.statistics, ephemeral: true),
        Column("ovs_version", \.ovsVersion),
        Column("db_version", \.dbVersion),
        Column("system_type", \.systemType),
        Column("system_version", \.systemVersion),
        Column("datapath_types", \.datapathTypes),
        Column("iface_types", \.ifaceTypes),
        Column("dpdk_initialized", \.dpdkInitialized),
        Column("dpdk_version", \.dpdkVersion),
      ],
      maxRows: 1)
  }
}
