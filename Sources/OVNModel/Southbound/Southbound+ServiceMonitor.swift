public import OVSDB

extension Southbound {
  /// A health check of a load balancer's backend (ovn-sb(5), Service_Monitor).
  public struct ServiceMonitor: Row {
    /// What the check is for: `load-balancer`, `network-function` …; unset on older servers.
    public var type: String?
    /// The address to check.
    public var ip = ""
    /// The port to check, 0…65535.
    public var port = 0
    /// `tcp`, `udp` or `icmp`.
    public var `protocol`: String?
    /// The logical port that has the address.
    public var logicalPort = ""
    /// The source address of the probes.
    public var srcIP = ""
    /// The source Ethernet address of the probes.
    public var srcMAC = ""
    /// Whether another zone is to check.
    public var remote = false
    /// Whether another zone asked for the check.
    public var icLearned = false
    /// `online`, `offline` or `error`; unset until the first result.
    public var status: String?
    /// How to check: `interval`, `timeout` …, and `az-name`, the zone that is to.
    public var options: [String: String] = [:]
    /// The chassis that is to check.
    public var chassisName = ""

    public init() {}

    public static let table = Table<ServiceMonitor>(
      "Service_Monitor",
      columns: [
        Column(
          "type", \.type,
          type: .optional(
            .string(.oneOf(["load-balancer", "network-function", "logical-switch-port"])))),
        Column("ip", \.ip),
        Column("port", \.port, type: .scalar(.integer(in: 0...65535))),
        Column("protocol", \.`protocol`, type: .optional(.string(.oneOf(["tcp", "udp", "icmp"])))),
        Column("logical_port", \.logicalPort),
        Column("src_ip", \.srcIP),
        Column("src_mac", \.srcMAC),
        Column("remote", \.remote),
        Column("ic_learned", \.icLearned),
        Column(
          "status", \.status, type: .optional(.string(.oneOf(["online", "offline", "error"])))),
        Column("options", \.options),
        Column("chassis_name", \.chassisName),
      ],
      indexes: [["logical_port", "ip", "port", "protocol"]])
  }
}
