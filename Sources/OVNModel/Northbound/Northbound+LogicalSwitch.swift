public import OVSDB

extension Northbound {
  /// A logical switch (ovn-nb(5), Logical_Switch); with `interconn-ts`, a transit switch's copy.
  public struct LogicalSwitch: Row {
    /// Its name, which need not be unique.
    public var name = ""
    /// Its ports.
    public var ports: Set<UUID> = []
    /// Settings: `interconn-ts`, `ic-vxlan_mode`, `requested-tnl-key` and those of others.
    public var otherConfig: [String: String] = [:]

    public init() {}

    public static let table = Table<LogicalSwitch>(
      "Logical_Switch",
      columns: [
        Column("name", \.name),
        Column("ports", \.ports, type: .set(of: .reference(to: "Logical_Switch_Port"))),
        Column("other_config", \.otherConfig),
      ])
  }
}
