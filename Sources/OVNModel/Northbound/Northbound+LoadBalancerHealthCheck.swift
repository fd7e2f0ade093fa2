public import OVSDB

extension Northbound {
  /// How a load balancer's backends are checked (ovn-nb(5), Load_Balancer_Health_Check).
  public struct LoadBalancerHealthCheck: Row {
    /// The virtual address whose backends are checked.
    public var vip = ""
    /// `interval` and `timeout` in seconds, `success_count`, `failure_count`.
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<LoadBalancerHealthCheck>(
      "Load_Balancer_Health_Check",
      columns: [
        Column("vip", \.vip),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
