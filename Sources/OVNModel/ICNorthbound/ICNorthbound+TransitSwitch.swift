public import OVSDB

extension ICNorthbound {
  /// A switch that exists in every zone and joins their routers (ovn-ic-nb(5), Transit_Switch).
  public struct TransitSwitch: Row {
    /// Its name, the same in all zones.
    public var name = ""
    /// The ports that all zones are to have on it.
    public var ports: Set<UUID> = []
    /// Settings; no daemon reads them.
    public var otherConfig: [String: String] = [:]
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<TransitSwitch>(
      "Transit_Switch",
      columns: [
        Column("name", \.name),
        Column("ports", \.ports, type: .set(of: .reference(to: "Transit_Switch_Port"))),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
