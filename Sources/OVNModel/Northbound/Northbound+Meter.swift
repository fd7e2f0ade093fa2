public import OVSDB

extension Northbound {
  /// A limit on a rate (ovn-nb(5), Meter).
  public struct Meter: Row {
    /// Its name, unique in the zone; names that begin with `__` are OVN's own.
    public var name = ""
    /// What the bands count: `kbps`, kilobits a second, or `pktps`, packets a second.
    public var unit = ""
    /// What happens above which rate; at least one.
    public var bands: Set<UUID> = []
    /// Whether each user has the rate for itself; unset means that they share it.
    public var fair: Bool?
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<Meter>(
      "Meter",
      columns: [
        Column("name", \.name),
        Column("unit", \.unit, type: .scalar(.string(.oneOf(["kbps", "pktps"])))),
        Column("bands", \.bands, type: .set(of: .reference(to: "Meter_Band"), minimum: 1)),
        Column("fair", \.fair),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
