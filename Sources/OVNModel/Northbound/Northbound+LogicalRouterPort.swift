public import OVSDB

extension Northbound {
  /// A port of a logical router (ovn-nb(5), Logical_Router_Port).
  public struct LogicalRouterPort: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// Its Ethernet address.
    public var mac = ""
    /// Its addresses with their networks' lengths.
    public var networks: Set<String> = []
    /// Settings: `route_table`, `ic-route-tag`, `interconn-tr`, `requested-chassis` …
    public var options: [String: String] = [:]

    public init() {}

    public static let table = Table<LogicalRouterPort>(
      "Logical_Router_Port",
      columns: [
        Column("name", \.name),
        Column("mac", \.mac),
        Column("networks", \.networks),
        Column("options", \.options),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
