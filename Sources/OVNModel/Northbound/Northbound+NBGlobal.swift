public import OVSDB

extension Northbound {
  /// The single row of settings for the zone (ovn-nb(5), NB_Global).
  public struct NBGlobal: Row {
    /// The availability zone's name; empty while the zone takes no part.
    public var name = ""
    /// The zone's settings, `ic-route-adv` and its relatives among them.
    public var options: [String: String] = [:]

    public init() {}

    public static let table = Table<NBGlobal>(
      "NB_Global",
      columns: [
        Column("name", \.name),
        Column("options", \.options),
      ],
      maxRows: 1)
  }
}
