public import OVSDB

extension Southbound {
  /// A chassis of a group whose members stand in for each other (ovn-sb(5), HA_Chassis).
  public struct HAChassis: Row {
    /// The chassis.
    public var chassis: UUID?
    /// Of the chassis that work, the highest is active: 0…32767.
    public var priority = 0
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<HAChassis>(
      "HA_Chassis",
      columns: [
        Column("chassis", \.chassis, type: .optional(.reference(to: "Chassis", .weak))),
        Column("priority", \.priority, type: .scalar(.integer(in: 0...32767))),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
