public import OVSDB

extension ICSouthbound {
  /// An address set that one zone offers the others (ovn-ic-sb(5), Address_Set).
  public struct AddressSet: Row {
    /// The set's name, unique in its zone.
    public var name = ""
    /// The addresses, copied without a look at them.
    public var addresses: Set<String> = []
    /// The zone that offers the set.
    public var availabilityZone = UUID.zero
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<AddressSet>(
      "Address_Set",
      columns: [
        Column("name", \.name),
        Column("addresses", \.addresses),
        Column(
          "availability_zone", \.availabilityZone,
          type: .scalar(.reference(to: "Availability_Zone"))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name", "availability_zone"]])
  }
}
