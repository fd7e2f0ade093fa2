import OVSDB

/// What is read of a row of Port. There may be a tunnel to each of a thousand chassis, and a row has
/// many columns that say nothing of it.
struct TunnelPort: Row {
  var name = ""
  var interfaces: Set<UUID> = []
  var externalIDs: [String: String] = [:]

  static let table = Table<TunnelPort>(
    "Port",
    columns: [
      Column("name", \.name), Column("interfaces", \.interfaces),
      Column("external_ids", \.externalIDs),
    ])

  /// The chassis that the port leads to; nil if it is no tunnel of OVN's.
  var peer: String? { externalIDs[TunnelID.key].map(TunnelID.chassis(in:)) }
}

/// What is read of a row of Interface.
struct TunnelInterface: Row {
  var name = ""
  var type = ""
  var options: [String: String] = [:]
  var bfd: [String: String] = [:]

  static let table = Table<TunnelInterface>(
    "Interface",
    columns: [
      Column("name", \.name), Column("type", \.type), Column("options", \.options),
      Column("bfd", \.bfd),
    ])
}
