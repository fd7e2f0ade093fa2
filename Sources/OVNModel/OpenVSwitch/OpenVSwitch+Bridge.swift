public import OVSDB

extension OpenVSwitch {
  /// A switch within the machine (ovs-vswitchd.conf.db(5), Bridge).
  public struct Bridge: Row {
    /// Its name, of its local port and interface too; unique on the machine.
    public var name = ""
    /// `system`, which is in the kernel, or `netdev`, which is not; empty means `system`.
    public var datapathType = ""
    /// The version of its datapath; reported by the switch.
    public var datapathVersion = ""
    /// The number by which controllers know it, 16 hexadecimal digits; reported by the switch.
    public var datapathID: String?
    /// Whether it takes part in the spanning tree protocol.
    public var stpEnable = false
    /// Whether it takes part in the rapid spanning tree protocol.
    public var rstpEnable = false
    /// Whether it learns which ports want which multicast groups.
    public var mcastSnoopingEnable = false
    /// Its ports.
    public var ports: Set<UUID> = []
    /// Where copies of its packets go.
    public var mirrors: Set<UUID> = []
    /// Where NetFlow records of its flows go.
    public var netflow: UUID?
    /// Where sFlow samples of its packets go.
    public var sflow: UUID?
    /// Where IPFIX records of its flows go.
    public var ipfix: UUID?
    /// The OpenFlow controllers that tell it what to do.
    public var controller: Set<UUID> = []
    /// The OpenFlow versions that controllers may speak: `OpenFlow10` …; empty allows all.
    public var protocols: Set<String> = []
    /// Whether it forwards without its controllers: `standalone`, or does not: `secure`.
    public var failMode: String?
    /// How the spanning tree protocol does: `stp_bridge_id` …; reported by the switch.
    public var status: [String: String] = [:]
    /// How the rapid spanning tree protocol does: `rstp_root_id` …; reported by the switch.
    public var rstpStatus: [String: String] = [:]
    /// Settings: `hwaddr`, `datapath-id`, `disable-in-band`, `mac-aging-time` …
    public var otherConfig: [String: String] = [:]
    /// Left to others: `bridge-id` …
    public var externalIDs: [String: String] = [:]
    /// The VLANs, 0…4095, in which no address is learned and everything is flooded.
    public var floodVLANs: Set<Int> = []
    /// Settings of OpenFlow tables by their number, 0…254.
    public var flowTables: [Int: UUID] = [:]
    /// What it announces to Auto Attach servers.
    public var autoAttach: UUID?

    public init() {}

    public static let table = Table<Bridge>(
      "Bridge",
      columns: [
        Column("name", \.name, mutable: false),
        Column("datapath_type", \.datapathType),
        Column("datapath_version", \.datapathVersion),
        Column("datapath_id", \.datapathID, ephemeral: true),
        Column("stp_enable", \.stpEnable),
        Column("rstp_enable", \.rstpEnable),
        Column("mcast_snooping_enable", \.mcastSnoopingEnable),
        Column("ports", \.ports, type: .set(of: .reference(to: "Port"))),
        Column("mirrors", \.mirrors, type: .set(of: .reference(to: "Mirror"))),
        Column("netflow", \.netflow, type: .optional(.reference(to: "NetFlow"))),
        Column("sflow", \.sflow, type: .optional(.reference(to: "sFlow"))),
        Column("ipfix", \.ipfix, type: .optional(.reference(to: "IPFIX"))),
        Column("controller", \.controller, type: .set(of: .reference(to: "Controller"))),
        Column(
          "protocols", \.protocols,
          type: .set(
            of: .string(
              .oneOf([
                "OpenFlow10", "OpenFlow11", "OpenFlow12", "OpenFlow13", "OpenFlow14", "OpenFlow15",
              ])))),
        Column(
          "fail_mode", \.failMode, type: .optional(.string(.oneOf(["standalone", "secure"])))),
        Column("status", \.status, ephemeral: true),
        Column("rstp_status", \.rstpStatus, ephemeral: true),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
        Column("flood_vlans", \.floodVLANs, type: .set(of: .integer(in: 0...4095), maximum: 4096)),
        Column(
          "flow_tables", \.flowTables,
          type: .map(.integer(in: 0...254), .reference(to: "Flow_Table"))),
        Column("auto_attach", \.autoAttach, type: .optional(.reference(to: "AutoAttach"))),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
