public import OVSDB

extension ICNorthbound {
  /// A router that exists in every zone (ovn-ic-nb(5), Transit_Router).
  public struct TransitRouter: Row {
    /// Its name, the same in all zones.
    public var name = ""
    /// Its ports, each of which lives on a chassis of one zone.
    public var ports: Set<UUID> = []
    /// Settings; no daemon reads them.
    public var otherConfig: [String: String] = [:]
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<TransitRouter>(
      "Transit_Router",
      columns: [
        Column("name", \.name),
        Column("ports", \.ports, type: .set(of: .reference(to: "Transit_Router_Port"))),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
