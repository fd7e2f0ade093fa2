public import OVSDB

extension Northbound {
  /// A port of a logical switch (ovn-nb(5), Logical_Switch_Port).
  public struct LogicalSwitchPort: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// What it is attached to: empty for a virtual machine, `router`, `switch`, `remote` …
    public var type = ""
    /// Settings: `router-port`, `requested-tnl-key`, `requested-chassis`, `interconn-tsp` …
    public var options: [String: String] = [:]
    /// Its addresses: `MAC IP …`, `dynamic`, `router`, `unknown`.
    public var addresses: Set<String> = []
    /// The switch or router port at the other end; missing from older servers.
    public var peer: String?
    /// Whether the port is bound; kept by northd once the port exists.
    public var up: Bool?

    public init() {}

    public static let table = Table<LogicalSwitchPort>(
      "Logical_Switch_Port",
      columns: [
        Column("name", \.name),
        Column("type", \.type),
        Column("options", \.options),
        Column("addresses", \.addresses),
        Column("peer", \.peer),
        Column("up", \.up),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
