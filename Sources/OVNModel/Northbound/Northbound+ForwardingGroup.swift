public import OVSDB

extension Northbound {
  /// Ports of a switch that share a virtual address (ovn-nb(5), Forwarding_Group).
  public struct ForwardingGroup: Row {
    /// Its name, for people.
    public var name = ""
    /// The virtual address.
    public var vip = ""
    /// The virtual Ethernet address, with which requests for `vip` are answered.
    public var vmac = ""
    /// Whether ports that do not answer are left out.
    public var liveness = false
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]
    /// The names of the ports; at least one.
    public var childPort: Set<String> = []

    public init() {}

    public static let table = Table<ForwardingGroup>(
      "Forwarding_Group",
      columns: [
        Column("name", \.name),
        Column("vip", \.vip),
        Column("vmac", \.vmac),
        Column("liveness", \.liveness),
        Column("external_ids", \.externalIDs),
        Column("child_port", \.childPort, type: .set(of: .string(), minimum: 1)),
      ],
      isRoot: false)
  }
}
