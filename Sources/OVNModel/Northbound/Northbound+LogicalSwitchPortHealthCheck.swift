public import OVSDB

extension Northbound {
  /// How a host behind a switch port is checked (ovn-nb(5), Logical_Switch_Port_Health_Check).
  public struct LogicalSwitchPortHealthCheck: Row {
    /// `tcp`, `udp` or `icmp`.
    public var `protocol` = ""
    /// The source address of the probes.
    public var srcIP = ""
    /// The port to check, 0…65535; of no meaning to `icmp`.
    public var port = 0
    /// The address to check.
    public var address = ""
    /// `online`, `offline` or `error`; kept by northd, unset until the first result.
    public var status: String?
    /// `interval` and `timeout` in seconds, `success_count`, `failure_count`.
    public var options: [String: String] = [:]

    public init() {}

    public static let table = Table<LogicalSwitchPortHealthCheck>(
      "Logical_Switch_Port_Health_Check",
      columns: [
        Column("protocol", \.`protocol`, type: .scalar(.string(.oneOf(["tcp", "udp", "icmp"])))),
        Column("src_ip", \.srcIP),
        Column("port", \.port, type: .scalar(.integer(in: 0...65535))),
        Column("address", \.address),
        Column(
          "status", \.status, type: .optional(.string(.oneOf(["online", "offline", "error"])))),
        Column("options", \.options),
      ],
      isRoot: false)
  }
}
