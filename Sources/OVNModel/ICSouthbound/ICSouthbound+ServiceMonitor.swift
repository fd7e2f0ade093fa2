public import OVSDB

extension ICSouthbound {
  /// A health check that one zone asks another to do (ovn-ic-sb(5), Service_Monitor).
  public struct ServiceMonitor: Row {
    /// `load-balancer`, or unset, which means the same.
    public var type: String?
    /// The address to check.
    public var ip = ""
    /// `tcp` or `udp`.
    public var `protocol`: String?
    /// The port to check, 0…65535.
    public var port = 0
    /// The logical port that has the address.
    public var logicalPort = ""
    /// The source address of the probes.
    public var srcIP = ""
    /// The source Ethernet address of the probes.
    public var srcMAC = ""
    /// `online`, `offline` or `error`; unset until the first result.
    public var status: String?
    /// The name of the zone that is to check.
    public var targetAvailabilityZone = ""
    /// The name of the zone that wants to know.
    public var sourceAvailabilityZone = ""
    /// How to check: `interval`, `timeout` …
    public var options: [String: String] = [:]
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<ServiceMonitor>(
      "Service_Monitor",
      columns: [
        Column("type", \.type, type: .optional(.string(.oneOf(["load-balancer"])))),
        Column("ip", \.ip),
        Column("protocol", \.`protocol`, type: .optional(.string(.oneOf(["tcp", "udp"])))),
        Column("port", \.port, type: .scalar(.integer(in: 0...65535))),
        Column("logical_port", \.logicalPort),
        Column("src_ip", \.srcIP),
        Column("src_mac", \.srcMAC),
        Column(
          "status", \.status, type: .optional(.string(.oneOf(["online", "offline", "error"])))),
        Column("target_availability_zone", \.targetAvailabilityZone),
        Column("source_availability_zone", \.sourceAvailabilityZone),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ])
  }
}
