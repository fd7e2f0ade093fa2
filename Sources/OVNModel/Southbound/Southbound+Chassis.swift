public import OVSDB

extension Southbound {
  /// A machine that runs ovn-controller, or another zone's gateway (ovn-sb(5), Chassis).
  public struct Chassis: SparseRow {
    /// Its name: the `system-id` of its Open vSwitch.
    public var name = ""
    /// Its host name.
    public var hostname = ""
    /// How tunnels reach it; at least one.
    public var encaps: Set<UUID> = []
    /// `is-interconn` makes it a gateway between zones, `is-remote` says it is another zone's.
    public var otherConfig: [String: String] = [:]
    /// Where the columns are that few rows set.
    public var sparse = Sparse<SparseColumns>()

    public init() {}

    /// The columns that few rows set.
    public struct SparseColumns: ColumnGroup {
      /// The VTEP switches that it joins to logical ones.
      public var vtepLogicalSwitches: Set<String> = []
      /// Out of use: see ``ChassisPrivate``.
      public var nbCfg = 0
      /// Left to others.
      public var externalIDs: [String: String] = [:]
      /// The groups of chassis between which tunnels are built; empty for all.
      public var transportZones: Set<String> = []

      public init() {}
    }

    public static let table = Table<Chassis>(
      "Chassis",
      columns: [
        Column("name", \.name),
        Column("hostname", \.hostname),
        Column("encaps", \.encaps, type: .set(of: .reference(to: "Encap"), minimum: 1)),
        Column("vtep_logical_switches", \.vtepLogicalSwitches),
        Column("nb_cfg", \.nbCfg),
        Column("external_ids", \.externalIDs),
        Column("other_config", \.otherConfig),
        Column("transport_zones", \.transportZones),
      ],
      indexes: [["name"]])
  }
}
