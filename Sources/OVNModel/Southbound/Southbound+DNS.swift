public import OVSDB

extension Southbound {
  /// Names that OVN resolves (ovn-sb(5), DNS).
  public struct DNS: Row {
    /// Names, each with its addresses or, for reverse look-ups, its name.
    public var records: [String: String] = [:]
    /// The switches whose ports they are resolved for; at least one.
    public var datapaths: Set<UUID> = []
    /// `ovn-owned`: whether addresses that are not here are denied, not asked for elsewhere.
    public var options: [String: String] = [:]
    /// `dns_id`: the row in Northbound.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<DNS>(
      "DNS",
      columns: [
        Column("records", \.records),
        Column(
          "datapaths", \.datapaths, type: .set(of: .reference(to: "Datapath_Binding"), minimum: 1)),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ])
  }
}
