public import OVSDB

extension ICSouthbound {
  /// A zone that takes part (ovn-ic-sb(5), Availability_Zone).
  ///
  /// Everything a zone publishes refers to its row, which cannot be deleted before.
  public struct AvailabilityZone: Row {
    /// The zone's name: `NB_Global.name` of its Northbound.
    public var name = ""
    /// The sequence number of IC-Northbound that the zone has caught up with.
    public var nbICCfg = 0

    public init() {}

    public static let table = Table<AvailabilityZone>(
      "Availability_Zone",
      columns: [
        Column("name", \.name),
        Column("nb_ic_cfg", \.nbICCfg),
      ],
      indexes: [["name"]])
  }
}
