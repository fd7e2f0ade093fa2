public import OVSDB

extension Southbound {
  /// A multicast group that a chassis has learned (ovn-sb(5), IGMP_Group).
  public struct IGMPGroup: Row {
    /// The group's address.
    public var address = ""
    /// The version that its members speak: `IGMPv2`, `MLDv1` …
    public var `protocol` = ""
    /// The switch or router.
    public var datapath: UUID?
    /// The chassis that learned it.
    public var chassis: UUID?
    /// The ports that want the group's packets.
    public var ports: Set<UUID> = []
    /// The name of the chassis, for its right to change the row.
    public var chassisName = ""

    public init() {}

    public static let table = Table<IGMPGroup>(
      "IGMP_Group",
      columns: [
        Column("address", \.address),
        Column("protocol", \.`protocol`),
        Column("datapath", \.datapath, type: .optional(.reference(to: "Datapath_Binding", .weak))),
        Column("chassis", \.chassis, type: .optional(.reference(to: "Chassis", .weak))),
        Column("ports", \.ports, type: .set(of: .reference(to: "Port_Binding", .weak))),
        Column("chassis_name", \.chassisName),
      ],
      indexes: [["address", "datapath", "chassis"]])
  }
}
