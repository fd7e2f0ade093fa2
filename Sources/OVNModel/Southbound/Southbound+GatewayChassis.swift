public import OVSDB

extension Southbound {
  /// A chassis that may be a router port's gateway (ovn-sb(5), Gateway_Chassis).
  public struct GatewayChassis: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// The chassis.
    public var chassis: UUID?
    /// Of the chassis that work, the highest is the gateway: 0…32767.
    public var priority = 0
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]
    /// Settings; none is defined.
    public var options: [String: String] = [:]

    public init() {}

    public static let table = Table<GatewayChassis>(
      "Gateway_Chassis",
      columns: [
        Column("name", \.name),
        Column("chassis", \.chassis, type: .optional(.reference(to: "Chassis", .weak))),
        Column("priority", \.priority, type: .scalar(.integer(in: 0...32767))),
        Column("external_ids", \.externalIDs),
        Column("options", \.options),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
