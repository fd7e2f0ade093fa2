public import OVSDB

extension Northbound {
  /// Chassis that stand in for each other (ovn-nb(5), HA_Chassis_Group).
  public struct HAChassisGroup: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// The chassis in the group.
    public var haChassis: Set<UUID> = []
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<HAChassisGroup>(
      "HA_Chassis_Group",
      columns: [
        Column("name", \.name),
        Column("ha_chassis", \.haChassis, type: .set(of: .reference(to: "HA_Chassis"))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
