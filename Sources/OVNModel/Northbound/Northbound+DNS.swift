public import OVSDB

extension Northbound {
  /// Names that OVN resolves (ovn-nb(5), DNS).
  public struct DNS: Row {
    /// Names, each with its addresses or, for reverse look-ups, its name.
    public var records: [String: String] = [:]
    /// `ovn-owned`: whether addresses that are not here are denied, not asked for elsewhere.
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<DNS>(
      "DNS",
      columns: [
        Column("records", \.records),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ])
  }
}
