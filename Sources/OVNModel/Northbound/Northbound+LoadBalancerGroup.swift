public import OVSDB

extension Northbound {
  /// Load balancers that are attached together (ovn-nb(5), Load_Balancer_Group).
  public struct LoadBalancerGroup: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// The load balancers in the group.
    public var loadBalancer: Set<UUID> = []

    public init() {}

    public static let table = Table<LoadBalancerGroup>(
      "Load_Balancer_Group",
      columns: [
        Column("name", \.name),
        Column(
          "load_balancer", \.loadBalancer, type: .set(of: .reference(to: "Load_Balancer", .weak))),
      ],
      indexes: [["name"]])
  }
}
