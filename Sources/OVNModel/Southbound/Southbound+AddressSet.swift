public import OVSDB

extension Southbound {
  /// A named set of addresses (ovn-sb(5), Address_Set).
  public struct AddressSet: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// The addresses and prefixes in it.
    public var addresses: Set<String> = []
    /// `ic-adv` offers the set to other zones; missing from older servers.
    public var options: [String: String] = [:]

    public init() {}

    public static let table = Table<AddressSet>(
      "Address_Set",
      columns: [
        Column("name", \.name),
        Column("addresses", \.addresses),
        Column("options", \.options),
      ],
      indexes: [["name"]])
  }
}
