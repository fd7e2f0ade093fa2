internal import Address
public import OVSDB

extension ICSouthbound {
  /// The tunnel key of a transit switch or transit router (ovn-ic-sb(5), Datapath_Binding).
  public struct DatapathBinding: Row {
    /// The transit switch's name; empty for a transit router.
    public var transitSwitch = ""
    /// `transit-switch` or `transit-router`; unset by daemons older than 26.03, which know switches only.
    public var type: String?
    /// The row in IC-Northbound; unset by daemons older than 26.03.
    public var nbICUUID: UUID?
    /// The key, 1…16777215, unique among all rows even where no index says so.
    public var tunnelKey = 0
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<DatapathBinding>(
      "Datapath_Binding",
      columns: [
        Column("transit_switch", \.transitSwitch),
        Column(
          "type", \.type, type: .optional(.string(.oneOf(["transit-switch", "transit-router"])))),
        Column("nb_ic_uuid", \.nbICUUID),
        Column("tunnel_key", \.tunnelKey, type: .scalar(.integer(in: TunnelKey.datapaths))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["nb_ic_uuid", "tunnel_key"]])
  }
}
