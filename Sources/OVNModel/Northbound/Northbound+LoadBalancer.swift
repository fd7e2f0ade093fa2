public import OVSDB

extension Northbound {
  /// A load balancer (ovn-nb(5), Load_Balancer).
  public struct LoadBalancer: Row {
    /// Its name, for people.
    public var name = ""
    /// Virtual addresses, each with its backends.
    public var vips: [String: String] = [:]
    /// `tcp`, `udp` or `sctp`, for addresses with a port; unset means `tcp`.
    public var `protocol`: String?
    /// How the backends are checked.
    public var healthCheck: Set<UUID> = []
    /// Backends' addresses, each with its switch port and the probes' source: `PORT:IP`.
    public var ipPortMappings: [String: String] = [:]
    /// What of a packet decides on its backend: `ip_src`, `tp_dst` …; empty for the default.
    public var selectionFields: Set<String> = []
    /// Settings: `reject`, `affinity_timeout`, `add_route`, `template` …
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<LoadBalancer>(
      "Load_Balancer",
      columns: [
        Column("name", \.name),
        Column("vips", \.vips),
        Column("protocol", \.`protocol`, type: .optional(.string(.oneOf(["tcp", "udp", "sctp"])))),
        Column(
          "health_check", \.healthCheck,
          type: .set(of: .reference(to: "Load_Balancer_Health_Check"))),
        Column("ip_port_mappings", \.ipPortMappings),
        Column(
          "selection_fields", \.selectionFields,
          type: .set(
            of: .string(
              .oneOf([
                "eth_src", "eth_dst", "ip_src", "ip_dst", "ipv6_src", "ipv6_dst", "tp_src",
                "tp_dst",
              ])))),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ])
  }
}
