public import OVSDB

extension OpenVSwitch {
  /// What forwards the packets of all bridges of one type (ovs-vswitchd.conf.db(5), Datapath).
  public struct Datapath: Row {
    /// Its version; reported by the switch.
    public var datapathVersion = ""
    /// Settings of connection tracking zones by their number, 0…65535.
    public var ctZones: [Int: UUID] = [:]
    /// What it can do: `ct_state_nat`, `max_vlan_headers` …; kept by the switch.
    public var capabilities: [String: String] = [:]
    /// The most connections in a zone that has no limit of its own; 0 is unlimited.
    public var ctZoneDefaultLimit: Int?
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<Datapath>(
      "Datapath",
      columns: [
        Column("datapath_version", \.datapathVersion),
        Column(
          "ct_zones", \.ctZones, type: .map(.integer(in: 0...65535), .reference(to: "CT_Zone"))),
        Column("capabilities", \.capabilities),
        Column(
          "ct_zone_default_limit", \.ctZoneDefaultLimit,
          type: .optional(.integer(in: 0...4_294_967_295))),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
