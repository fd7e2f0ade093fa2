public import OVSDB

extension OpenVSwitch {
  /// A port of a bridge; with more than one interface, a bond (ovs-vswitchd.conf.db(5), Port).
  public struct Port: Row {
    /// Its name; unique on the machine.
    public var name = ""
    /// Its interfaces; at least one.
    public var interfaces: Set<UUID> = []
    /// The VLANs it carries, 0…4095; empty for all.
    public var trunks: Set<Int> = []
    /// The customers' VLANs that a `dot1q-tunnel` carries, 0…4095; empty for all.
    public var cvlans: Set<Int> = []
    /// Its VLAN, 0…4095: an access port's only, a native port's untagged one.
    public var tag: Int?
    /// `access`, `trunk`, `native-tagged`, `native-untagged`, `dot1q-tunnel`; unset, `tag` decides.
    public var vlanMode: String?
    /// How its traffic is shaped.
    public var qos: UUID?
    /// The Ethernet address it stands for when the bridge chooses its own.
    public var mac: String?
    /// How a bond works: `balance-tcp`, `balance-slb`, `active-backup`; unset means the last.
    public var bondMode: String?
    /// Whether a bond is negotiated: `active`, `passive` or `off`; unset means `off`.
    public var lacp: String?
    /// How long a link must be up before it is used, in milliseconds.
    public var bondUpdelay = 0
    /// How long a link must be down before it is given up, in milliseconds.
    public var bondDowndelay = 0
    /// The Ethernet address of a bond's active interface; kept by the switch.
    public var bondActiveSlave: String?
    /// Whether a bond gets an interface of its name, for old programs.
    public var bondFakeIface = false
    /// Whether it stands for a bridge of its own, for VLAN `tag`.
    public var fakeBridge = false
    /// How the spanning tree protocol does: `stp_state` …; reported by the switch.
    public var status: [String: String] = [:]
    /// How the rapid spanning tree protocol does: `rstp_port_state` …; reported by the switch.
    public var rstpStatus: [String: String] = [:]
    /// What the rapid spanning tree protocol counted; reported by the switch.
    public var rstpStatistics: [String: Int] = [:]
    /// What the spanning tree protocol counted; reported by the switch.
    public var statistics: [String: Int] = [:]
    /// Whether it exchanges nothing with other protected ports.
    public var protected = false
    /// Settings: `bond-primary`, `lacp-time`, `priority-tags`, `stp-port-priority` …
    public var otherConfig: [String: String] = [:]
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<Port>(
      "Port",
      columns: [
        Column("name", \.name, mutable: false),
        Column("interfaces", \.interfaces, type: .set(of: .reference(to: "Interface"), minimum: 1)),
        Column("trunks", \.trunks, type: .set(of: .integer(in: 0...4095), maximum: 4096)),
        Column("cvlans", \.cvlans, type: .set(of: .integer(in: 0...4095), maximum: 4096)),
        Column("tag", \.tag, type: .optional(.integer(in: 0...4095))),
        Column(
          "vlan_mode", \.vlanMode,
          type: .optional(
            .string(
              .oneOf(["trunk", "access", "native-tagged", "native-untagged", "dot1q-tunnel"])))),
        Column("qos", \.qos, type: .optional(.reference(to: "QoS"))),
        Column("mac", \.mac),
        Column(
          "bond_mode", \.bondMode,
          type: .optional(.string(.oneOf(["balance-tcp", "balance-slb", "active-backup"])))),
        Column("lacp", \.lacp, type: .optional(.string(.oneOf(["active", "passive", "off"])))),
        Column("bond_updelay", \.bondUpdelay),
        Column("bond_downdelay", \.bondDowndelay),
        Column("bond_active_slave", \.bondActiveSlave),
        Column("bond_fake_iface", \.bondFakeIface),
        Column("fake_bridge", \.fakeBridge),
        Column("status", \.status, ephemeral: true),
        Column("rstp_status", \.rstpStatus, ephemeral: true),
        Column("rstp_statistics", \.rstpStatistics, ephemeral: true),
        Column("statistics", \.statistics, ephemeral: true),
        Column("protected", \.protected),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
