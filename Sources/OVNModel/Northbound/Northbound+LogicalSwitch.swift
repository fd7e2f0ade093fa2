public import OVSDB

extension Northbound {
  /// A logical switch (ovn-nb(5), Logical_Switch); with `interconn-ts`, a transit switch's copy.
  public struct LogicalSwitch: Row {
    /// Its name, which need not be unique.
    public var name = ""
    /// Its ports.
    public var ports: Set<UUID> = []
    /// The rules that packets on it must pass.
    public var acls: Set<UUID> = []
    /// How packets on it are marked and limited.
    public var qosRules: Set<UUID> = []
    /// The load balancers attached to it.
    public var loadBalancer: Set<UUID> = []
    /// The groups of load balancers attached to it.
    public var loadBalancerGroup: Set<UUID> = []
    /// The names that are resolved for its ports.
    public var dnsRecords: Set<UUID> = []
    /// The limits on packets to ovn-controller.
    public var copp: UUID?
    /// Settings: `interconn-ts`, `ic-vxlan_mode`, `requested-tnl-key` and those of others.
    public var otherConfig: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]
    /// Groups of its ports that share an address.
    public var forwardingGroups: Set<UUID> = []

    public init() {}

    public static let table = Table<LogicalSwitch>(
      "Logical_Switch",
      columns: [
        Column("name", \.name),
        Column("ports", \.ports, type: .set(of: .reference(to: "Logical_Switch_Port"))),
        Column("acls", \.acls, type: .set(of: .reference(to: "ACL"))),
        Column("qos_rules", \.qosRules, type: .set(of: .reference(to: "QoS"))),
        Column(
          "load_balancer", \.loadBalancer, type: .set(of: .reference(to: "Load_Balancer", .weak))),
        Column(
          "load_balancer_group", \.loadBalancerGroup,
          type: .set(of: .reference(to: "Load_Balancer_Group"))),
        Column("dns_records", \.dnsRecords, type: .set(of: .reference(to: "DNS", .weak))),
        Column("copp", \.copp, type: .optional(.reference(to: "Copp", .weak))),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
        Column(
          "forwarding_groups", \.forwardingGroups,
          type: .set(of: .reference(to: "Forwarding_Group"))),
      ])
  }
}
