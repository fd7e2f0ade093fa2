public import OVSDB

extension Southbound {
  /// Logical ports that flows' matches name together (ovn-sb(5), Port_Group).
  public struct PortGroup: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// The names of the ports in it.
    public var ports: Set<String> = []

    public init() {}

    public static let table = Table<PortGroup>(
      "Port_Group",
      columns: [
        Column("name", \.name),
        Column("ports", \.ports),
      ],
      indexes: [["name"]])
  }
}
