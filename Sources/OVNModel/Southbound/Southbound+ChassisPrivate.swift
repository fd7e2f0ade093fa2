public import OVSDB

extension Southbound {
  /// What a chassis reports to northd alone (ovn-sb(5), Chassis_Private).
  public struct ChassisPrivate: Row {
    /// The chassis' name.
    public var name = ""
    /// The chassis.
    public var chassis: UUID?
    /// The sequence number that the chassis has caught up with.
    public var nbCfg = 0
    /// When it caught up, in milliseconds since 1970.
    public var nbCfgTimestamp = 0
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<ChassisPrivate>(
      "Chassis_Private",
      columns: [
        Column("name", \.name),
        Column("chassis", \.chassis, type: .optional(.reference(to: "Chassis", .weak))),
        Column("nb_cfg", \.nbCfg),
        Column("nb_cfg_timestamp", \.nbCfgTimestamp),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
