public import OVSDB

extension ICNorthbound {
  /// A port that every zone has on a transit router (ovn-ic-nb(5), Transit_Router_Port).
  public struct TransitRouterPort: Row {
    /// Its name, the same in all zones.
    public var name = ""
    /// Settings; no daemon reads them.
    public var otherConfig: [String: String] = [:]
    /// Its Ethernet address.
    public var mac = ""
    /// The chassis on which it lives.
    public var chassis = ""
    /// Its addresses with their networks' lengths.
    public var networks: Set<String> = []
    /// The `Transit_Router` row it belongs to: not a reference that the server checks.
    public var trUUID = UUID.zero

    public init() {}

    public static let table = Table<TransitRouterPort>(
      "Transit_Router_Port",
      columns: [
        Column("name", \.name),
        Column("other_config", \.otherConfig),
        Column("mac", \.mac),
        Column("chassis", \.chassis),
        Column("networks", \.networks),
        Column("tr_uuid", \.trUUID),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
