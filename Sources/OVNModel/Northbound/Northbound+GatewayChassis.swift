public import OVSDB

extension Northbound {
  /// A chassis that may be a router port's gateway (ovn-nb(5), Gateway_Chassis).
  public struct GatewayChassis: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// The chassis' name.
    public var chassisName = ""
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
        Column("chassis_name", \.chassisName),
        Column("priority", \.priority, type: .scalar(.integer(in: 0...32767))),
        Column("external_ids", \.externalIDs),
        Column("options", \.options),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
