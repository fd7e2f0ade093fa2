internal import Address
public import OVSDB

extension Southbound {
  /// A logical switch or router as the chassis see it (ovn-sb(5), Datapath_Binding).
  public struct DatapathBinding: Row {
    /// Its key, 1…16777215, unique in the zone.
    public var tunnelKey = 0
    /// Out of use.
    public var loadBalancers: Set<UUID> = []
    /// `logical-switch` or `logical-router`; missing from older servers.
    public var type: String?
    /// The row in Northbound; missing from older servers.
    public var nbUUID: UUID?
    /// `logical-switch` or `logical-router`: the row in Northbound, on servers of any age.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<DatapathBinding>(
      "Datapath_Binding",
      columns: [
        Column("tunnel_key", \.tunnelKey, type: .scalar(.integer(in: TunnelKey.datapaths))),
        Column("load_balancers", \.loadBalancers),
        Column(
          "type", \.type, type: .optional(.string(.oneOf(["logical-switch", "logical-router"])))),
        Column("nb_uuid", \.nbUUID),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["tunnel_key"]])
  }
}
