public import OVSDB

extension Northbound {
  /// Switch ports that rules apply to together (ovn-nb(5), Port_Group).
  public struct PortGroup: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// The ports in it.
    public var ports: Set<UUID> = []
    /// The rules for the ports' packets.
    public var acls: Set<UUID> = []
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<PortGroup>(
      "Port_Group",
      columns: [
        Column("name", \.name),
        Column("ports", \.ports, type: .set(of: .reference(to: "Logical_Switch_Port", .weak))),
        Column("acls", \.acls, type: .set(of: .reference(to: "ACL"))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
