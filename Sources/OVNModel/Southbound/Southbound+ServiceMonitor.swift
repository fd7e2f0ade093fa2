public import OVSDB

extension Southbound {
  /// A health check of a load balancer's backend, a network function or a host (ovn-sb(5),
  /// Service_Monitor).
  public struct ServiceMonitor: Row {
    /// What the check is for: `load-balancer`, `network-function` …; unset on older servers.
    public var type: String?
    /// The address to check.
    public var ip = ""
    /// The Ethernet address of the probes to a network function.
    public var mac = ""
    /// `tcp`, `udp` or `icmp`.
    public var `protocol`: String?
    /// The port to check, 0…65535.
    public var port = 0
    /// The logical port at which probes enter a network function.
    public var logicalInputPort = ""
    /// The logical port that has the address, or at which probes leave a network function.
    public var logicalPort = ""
    /// The source Ethernet address of the probes.
    public var srcMAC = ""
    /// The source address of the probes.
    public var srcIP = ""
    /// The chassis that is to check.
    public var chassisName = ""
    /// `online`, `offline` or `error`; unset until the first result.
    public var status: String?
    /// Whether another zone asked for the check.
    public var icLearned = false
    /// Whether another zone is to check.
    public var remote = false
    /// How to check: `interval`, `timeout` …, and `az-name`, the zone that is to.
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<ServiceMonitor>(
      "Service_Monitor",
      columns: [
        Column(
          "type", \.type,
          type: .optional(
            .string(.oneOf(["load-balancer", "network-function", "logical-switch-port"])))),
        Column("ip", \.ip),
        Column("mac", \.mac),
        Column("protocol", \.`protocol`, type: .optional(.string(.oneOf(["tcp", "udp", "icmp"])))),
        Column("port", \.port, type: .scalar(.integer(in: 0...65535))),
        Column("logical_input_port", \.logicalInputPort),
        Column("logical_port", \.logicalPort),
        Column("src_mac", \.srcMAC),
        Column("src_ip", \.srcIP),
        Column("chassis_name", \.chassisName),
        Column(
          "status", \.status, type: .optional(.string(.oneOf(["online", "offline", "error"])))),
        Column("ic_learned", \.icLearned),
        Column("remote", \.remote),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["logical_port", "ip", "port", "protocol"]])
  }
}
