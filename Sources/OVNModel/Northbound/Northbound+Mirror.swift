public import OVSDB

extension Northbound {
  /// Where copies of ports' packets go (ovn-nb(5), Mirror).
  public struct Mirror: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// Which way copied packets go: `from-lport`, `to-lport`, `both`.
    public var filter = ""
    /// The address of the tunnel's other end, the port's name, or the local interface's id.
    public var sink = ""
    /// `gre` or `erspan` tunnel, `local` interface or logical port, `lport`.
    public var type = ""
    /// The tunnel's key.
    public var index = 0
    /// Which packets are copied, if the type is `lport`.
    public var mirrorRules: Set<UUID> = []
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<Mirror>(
      "Mirror",
      columns: [
        Column("name", \.name),
        Column(
          "filter", \.filter, type: .scalar(.string(.oneOf(["from-lport", "to-lport", "both"])))),
        Column("sink", \.sink),
        Column(
          "type", \.type, type: .scalar(.string(.oneOf(["gre", "erspan", "local", "lport"])))),
        Column("index", \.index),
        Column("mirror_rules", \.mirrorRules, type: .set(of: .reference(to: "Mirror_Rule"))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
