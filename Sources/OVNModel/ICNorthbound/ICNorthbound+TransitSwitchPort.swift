public import OVSDB

extension ICNorthbound {
  /// A port that every zone has on a transit switch (ovn-ic-nb(5), Transit_Switch_Port).
  public struct TransitSwitchPort: Row {
    /// Its name, the same in all zones.
    public var name = ""
    /// Settings; no daemon reads them.
    public var otherConfig: [String: String] = [:]
    /// The type of the logical switch port where it is local: `router`, `localnet` …
    public var type = ""
    /// The chassis on which it lives; empty for a port that is local in every zone.
    public var chassis = ""
    /// The router port, or switch port, that it is attached to.
    public var peer = ""
    /// Its addresses, as in a logical switch port.
    public var addresses: Set<String> = []
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<TransitSwitchPort>(
      "Transit_Switch_Port",
      columns: [
        Column("name", \.name),
        Column("other_config", \.otherConfig),
        Column("type", \.type),
        Column("chassis", \.chassis),
        Column("peer", \.peer),
        Column("addresses", \.addresses),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
