public import OVSDB

extension OpenVSwitch {
  /// How a port's traffic is shaped (ovs-vswitchd.conf.db(5), QoS).
  public struct QoS: Row {
    /// The discipline: `linux-htb`, `linux-noop`, `egress-policer` …
    public var type = ""
    /// The queues by their number.
    public var queues: [Int: UUID] = [:]
    /// Settings of its type: `max-rate`, in bits a second …
    public var otherConfig: [String: String] = [:]
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<QoS>(
      "QoS",
      columns: [
        Column("type", \.type),
        Column(
          "queues", \.queues, type: .map(.integer(in: 0...4_294_967_295), .reference(to: "Queue"))),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
      ])
  }
}
