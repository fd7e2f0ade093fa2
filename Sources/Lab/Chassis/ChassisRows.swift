internal import OVSDB

/// What a chassis reads of a row of Port: tunnels are ports too, and there may be very many.
struct ChassisPort: Row {
  var name = ""
  var interfaces: Set<UUID> = []

  static let table = Table<ChassisPort>(
    "Port", columns: [Column("name", \.name), Column("interfaces", \.interfaces)])
}

/// What a chassis reads of a row of Interface.
struct ChassisInterface: Row {
  var name = ""
  var externalIDs: [String: String] = [:]
  /// The number in the bridge; nil while the switch has given none.
  var ofport: Int?

  static let table = Table<ChassisInterface>(
    "Interface",
    columns: [
      Column("name", \.name), Column("external_ids", \.externalIDs), Column("ofport", \.ofport),
    ])
}
