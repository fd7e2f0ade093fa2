public import OVSDB

extension Northbound {
  /// A named set of addresses (ovn-nb(5), Address_Set).
  ///
  /// With `ic-learnt` in `externalIDs` it was learned from other zones.
  public struct AddressSet: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// The addresses and prefixes in it.
    public var addresses: Set<String> = []
    /// `ic-adv` offers the set to other zones; missing from older servers.
    public var options: [String: String] = [:]
    /// `ic-learnt`, and what is left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<AddressSet>(
      "Address_Set",
      columns: [
        Column("name", \.name),
        Column("addresses", \.addresses),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
