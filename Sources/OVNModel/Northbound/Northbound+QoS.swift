public import OVSDB

extension Northbound {
  /// How packets of a switch are marked and limited (ovn-nb(5), QoS).
  public struct QoS: Row {
    /// Of the rules that match, the highest counts: 0…32767.
    public var priority = 0
    /// `from-lport` or `to-lport`: where the packets come from or go to a port.
    public var direction = ""
    /// The packets it is about, in the language of logical flows.
    public var match = ""
    /// The `dscp` (0…63) or `mark` that packets get.
    public var action: [String: Int] = [:]
    /// `rate` in kilobits a second, and `burst` in kilobits; what exceeds them is dropped.
    public var bandwidth: [String: Int] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<QoS>(
      "QoS",
      columns: [
        Column("priority", \.priority, type: .scalar(.integer(in: 0...32767))),
        Column(
          "direction", \.direction, type: .scalar(.string(.oneOf(["from-lport", "to-lport"])))),
        Column("match", \.match),
        Column(
          "action", \.action,
          type: .map(.string(.oneOf(["dscp", "mark"])), .integer(in: 0...4_294_967_295))),
        Column(
          "bandwidth", \.bandwidth,
          type: .map(.string(.oneOf(["rate", "burst"])), .integer(in: 1...4_294_967_295))),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
