public import OVSDB

extension OpenVSwitch {
  /// A network device in a port (ovs-vswitchd.conf.db(5), Interface).
  public struct Interface: Row {
    /// Its name; unique on the machine.
    public var name = ""
    /// `system` or empty for a device of the system, `internal`, `geneve`, `patch`, `dpdk` …
    public var type = ""
    /// Settings that its type has: `remote_ip`, `key`, `peer` …
    public var options: [String: String] = [:]
    /// The rate above which received data is dropped, in kilobits a second; 0 for none.
    public var ingressPolicingRate = 0
    /// What may exceed that rate for a while, in kilobits; 0 means 8000.
    public var ingressPolicingBurst = 0
    /// The rate above which received packets are dropped, in thousands a second; 0 for none.
    public var ingressPolicingKpktsRate = 0
    /// What may exceed that rate for a while, in thousands of packets; 0 means 16.
    public var ingressPolicingKpktsBurst = 0
    /// Its Ethernet address; reported by the switch.
    public var macInUse: String?
    /// The Ethernet address it is to have; unset leaves it as it is.
    public var mac: String?
    /// The number that the system gave it, 0 for none; reported by the switch.
    public var ifindex: Int?
    /// `iface-id`: the logical port it is. `attached-mac`, `vm-id`, and what is left to others.
    public var externalIDs: [String: String] = [:]
    /// Its OpenFlow port, -1 if it could not be added; kept by the switch.
    public var ofport: Int?
    /// The OpenFlow port it is to have, 1…65279.
    public var ofportRequest: Int?
    /// How its tunnel is watched by BFD: `enable`, `min_rx`, `min_tx` …
    public var bfd: [String: String] = [:]
    /// How its BFD session does: `state`, `forwarding` …; reported by the switch.
    public var bfdStatus: [String: String] = [:]
    /// Its number as an 802.1ag maintenance point, which turns fault management on.
    public var cfmMPID: Int?
    /// The maintenance points it hears from; reported by the switch.
    public var cfmRemoteMPIDs: Set<Int> = []
    /// How often `cfmFault` has changed; kept by the switch.
    public var cfmFlapCount: Int?
    /// Whether a maintenance point is missing; reported by the switch.
    public var cfmFault: Bool?
    /// Why: `recv`, `rdi`, `maid` …; reported by the switch.
    public var cfmFaultStatus: Set<String> = []
    /// Whether the other end is `up` or `down`; reported by the switch.
    public var cfmRemoteOpstate: String?
    /// How many of the other end's messages arrive, in per cent; reported by the switch.
    public var cfmHealth: Int?
    /// Whether it knows its LACP partner; reported by the switch.
    public var lacpCurrent: Bool?
    /// Whether it takes part in LLDP: `enable`.
    public var lldp: [String: String] = [:]
    /// Settings: `cfm_interval`, `pmd-rxq-affinity`, `lacp-port-priority` …
    public var otherConfig: [String: String] = [:]
    /// What it counted: `rx_packets`, `tx_bytes` …; reported by the switch.
    public var statistics: [String: Int] = [:]
    /// What its driver says of it: `driver_name`, `tunnel_egress_iface` …; reported by the switch.
    public var status: [String: String] = [:]
    /// Whether it is set `up` or `down`; reported by the switch.
    public var adminState: String?
    /// Whether its link is `up` or `down`; reported by the switch.
    public var linkState: String?
    /// How often `linkState` has changed; reported by the switch.
    public var linkResets: Int?
    /// Its link's speed, in bits a second; reported by the switch.
    public var linkSpeed: Int?
    /// `half` or `full`; reported by the switch.
    public var duplex: String?
    /// The largest packet it takes, in bytes; reported by the switch.
    public var mtu: Int?
    /// The largest packet it is to take, in bytes, from 1.
    public var mtuRequest: Int?
    /// Why it could not be added; kept by the switch.
    public var error: String?

    public init() {}

    public static let table = Table<Interface>(
      "Interface",
      columns: [
        Column("name", \.name, mutable: false),
        Column("type", \.type),
        Column("options", \.options),
        Column("ingress_policing_rate", \.ingressPolicingRate, type: .scalar(.integer(in: 0...))),
        Column("ingress_policing_burst", \.ingressPolicingBurst, type: .scalar(.integer(in: 0...))),
        Column(
          "ingress_policing_kpkts_rate", \.ingressPolicingKpktsRate,
          type: .scalar(.integer(in: 0...))),
        Column(
          "ingress_policing_kpkts_burst", \.ingressPolicingKpktsBurst,
          type: .scalar(.integer(in: 0...))),
        Column("mac_in_use", \.macInUse, ephemeral: true),
        Column("mac", \.mac),
        Column(
          "ifindex", \.ifindex, type: .optional(.integer(in: 0...4_294_967_295)), ephemeral: true),
        Column("external_ids", \.externalIDs),
        Column("ofport", \.ofport),
        Column("ofport_request", \.ofportRequest, type: .optional(.integer(in: 1...65279))),
        Column("bfd", \.bfd),
        Column("bfd_status", \.bfdStatus, ephemeral: true),
        Column("cfm_mpid", \.cfmMPID),
        Column("cfm_remote_mpids", \.cfmRemoteMPIDs, ephemeral: true),
        Column("cfm_flap_count", \.cfmFlapCount),
        Column("cfm_fault", \.cfmFault, ephemeral: true),
        Column("cfm_fault_status", \.cfmFaultStatus, ephemeral: true),
        Column(
          "cfm_remote_opstate", \.cfmRemoteOpstate,
          type: .optional(.string(.oneOf(["up", "down"]))), ephemeral: true),
        Column("cfm_health", \.cfmHealth, type: .optional(.integer(in: 0...100)), ephemeral: true),
        Column("lacp_current", \.lacpCurrent, ephemeral: true),
        Column("lldp", \.lldp),
        Column("other_config", \.otherConfig),
        Column("statistics", \.statistics, ephemeral: true),
        Column("status", \.status, ephemeral: true),
        Column(
          "admin_state", \.adminState, type: .optional(.string(.oneOf(["up", "down"]))),
          ephemeral: true),
        Column(
          "link_state", \.linkState, type: .optional(.string(.oneOf(["up", "down"]))),
          ephemeral: true),
        Column("link_resets", \.linkResets, ephemeral: true),
        Column("link_speed", \.linkSpeed, ephemeral: true),
        Column(
          "duplex", \.duplex, type: .optional(.string(.oneOf(["half", "full"]))), ephemeral: true),
        Column("mtu", \.mtu, ephemeral: true),
        Column("mtu_request", \.mtuRequest, type: .optional(.integer(in: 1...))),
        Column("error", \.error),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
