public import OVSDB

extension Southbound {
  /// Logical ports that a packet can be sent to at once (ovn-sb(5), Multicast_Group).
  public struct MulticastGroup: Row {
    /// The switch or router.
    public var datapath = UUID.zero
    /// Its name, unique in its datapath.
    public var name = ""
    /// Its key, 32768…65535, unique in its datapath.
    public var tunnelKey = 0
    /// The ports in it.
    public var ports: Set<UUID> = []

    public init() {}

    public static let table = Table<MulticastGroup>(
      "Multicast_Group",
      columns: [
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
        Column("name", \.name),
        Column("tunnel_key", \.tunnelKey, type: .scalar(.integer(in: 32768...65535))),
        Column("ports", \.ports, type: .set(of: .reference(to: "Port_Binding", .weak))),
      ],
      indexes: [["datapath", "tunnel_key"], ["datapath", "name"]])
  }
}
