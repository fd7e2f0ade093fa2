public import OVSDB

extension Northbound {
  /// A logical router (ovn-nb(5), Logical_Router); with `interconn-tr`, a transit router's copy.
  public struct LogicalRouter: Row {
    /// Its name, which need not be unique.
    public var name = ""
    /// Its ports.
    public var ports: Set<UUID> = []
    /// Its static routes, learned ones included.
    public var staticRoutes: Set<UUID> = []
    /// Its policies, which are asked after the routes.
    public var policies: Set<UUID> = []
    /// Whether it works; unset means that it does.
    public var enabled: Bool?
    /// How it translates addresses.
    public var nat: Set<UUID> = []
    /// The load balancers attached to it.
    public var loadBalancer: Set<UUID> = []
    /// The groups of load balancers attached to it.
    public var loadBalancerGroup: Set<UUID> = []
    /// The limits on packets to ovn-controller.
    public var copp: UUID?
    /// Settings: `interconn-tr`, `requested-tnl-key`, `ic-route-filter-adv` and its relatives …
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<LogicalRouter>(
      "Logical_Router",
      columns: [
        Column("name", \.name),
        Column("ports", \.ports, type: .set(of: .reference(to: "Logical_Router_Port"))),
        Column(
          "static_routes", \.staticRoutes,
          type: .set(of: .reference(to: "Logical_Router_Static_Route"))),
        Column("policies", \.policies, type: .set(of: .reference(to: "Logical_Router_Policy"))),
        Column("enabled", \.enabled),
        Column("nat", \.nat, type: .set(of: .reference(to: "NAT"))),
        Column(
          "load_balancer", \.loadBalancer, type: .set(of: .reference(to: "Load_Balancer", .weak))),
        Column(
          "load_balancer_group", \.loadBalancerGroup,
          type: .set(of: .reference(to: "Load_Balancer_Group"))),
        Column("copp", \.copp, type: .optional(.reference(to: "Copp", .weak))),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ])
  }
}
