public import OVSDB

extension Northbound {
  /// What happens above a rate (ovn-nb(5), Meter_Band).
  public struct MeterBand: Row {
    /// `drop`.
    public var action = ""
    /// The rate, in the meter's unit, from 1.
    public var rate = 0
    /// What may exceed it for a while, in kilobits or packets; 0 leaves it to the switch.
    public var burstSize = 0
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<MeterBand>(
      "Meter_Band",
      columns: [
        Column("action", \.action, type: .scalar(.string(.oneOf(["drop"])))),
        Column("rate", \.rate, type: .scalar(.integer(in: 1...4_294_967_295))),
        Column("burst_size", \.burstSize, type: .scalar(.integer(in: 0...4_294_967_295))),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
