public import OVSDB

extension Southbound {
  /// A limit on a rate (ovn-sb(5), Meter).
  public struct Meter: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// What the bands count: `kbps`, kilobits a second, or `pktps`, packets a second.
    public var unit = ""
    /// What happens above which rate; at least one.
    public var bands: Set<UUID> = []

    public init() {}

    public static let table = Table<Meter>(
      "Meter",
      columns: [
        Column("name", \.name),
        Column("unit", \.unit, type: .scalar(.string(.oneOf(["kbps", "pktps"])))),
        Column("bands", \.bands, type: .set(of: .reference(to: "Meter_Band"), minimum: 1)),
      ],
      indexes: [["name"]])
  }
}
