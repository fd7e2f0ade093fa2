import OVSDB

/// A row with a column of each form, whose names the corpus uses.
struct Sample: Row {
  var name = ""
  var key = 0
  var next: UUID?
  var ports: Set<UUID> = []
  var shade = Shade.light
  var options: [String: String] = [:]

  static let table = Table<Sample>(
    "Sample",
    columns: [
      Column("name", \.name), Column("key", \.key), Column("next", \.next),
      Column("ports", \.ports), Column("shade", \.shade), Column("options", \.options),
    ])
}

enum Shade: String, ColumnEnumeration { case light, dark }
