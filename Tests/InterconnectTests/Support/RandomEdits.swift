import OVNModel
import OVSDB
import Seeded

@testable import Interconnect

/// Random edits of a mesh as its operators, its other zones and its other daemons make them: sensible
/// ones mostly, from small pools of names, so that rows meet.
struct RandomEdits {
  var generator: SeededGenerator

  static let zones = ["az1", "az2", "az3"]
  static let switches = ["ts1", "ts2", "ts3"]
  static let ports = (1...6).map { "port\($0)" }
  static let routerPorts = (1...6).map { "router-port\($0)" }
  static let chassis = (1...4).map { "gw\($0)" }
  static let tables = ["", "", "", "blue"]
  static let addresses = [
    "00:00:00:00:00:01 169.254.100.1/24", "00:00:00:00:00:02 169.254.100.2/24 fd00::2/64",
    "00:00:00:00:00:03 169.254.101.3/24", "00:00:00:00:00:04", "nonsense", "unknown", "",
  ]
  static let networks = [
    "169.254.100.1/24", "169.254.101.3/24", "fd00::2/64", "10.1.0.1/24", "10.2.0.1/24", "0.0.0.0/0",
    "fe80::1/64", "bad",
  ]
  static let prefixes = [
    "10.1.0.0/24", "10.1.0.0/24", "10.2.0.1/24", "10.3.0.0/255.255.0.0", "0.0.0.0/0",
    "2001:db8::/32",
    "169.254.7.0/24", "10.9.9.9", "rubbish",
  ]
  static let nexthops = [
    "169.254.100.9", "169.254.100.2", "169.254.101.9", "fd00::9", "fe80::9", "discard", "?",
  ]
  static let lists = ["", "10.1.0.0/16", "10.2.0.0/24,, 2001:db8::/16", "10.0.0.0/8 ,x", "x", ","]

  mutating func pick<T>(_ values: [T]) -> T? { values.randomElement(using: &generator) }
  mutating func text(_ values: [String]) -> String { pick(values) ?? "" }
  mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

  /// Sets one of the keys to one of the values, or removes it.
  mutating func toggle(_ map: inout [String: String], _ keys: [String], _ values: [String]) {
    map[text(keys)] = chance(3) ? nil : text(values)
  }

  /// Makes one edit of any database, or passes or takes the global lock.
  mutating func edit(_ bench: Bench) {
    switch Int.random(in: 0..<40, using: &generator) {
    case 0..<18: editNorthbound(bench)
    case 18..<25: editSouthbound(bench)
    case 25..<28: editICNorthbound(bench)
    case 28..<39: editICSouthbound(bench)
    default: bench.controller.setLock(.global, isHeld: chance(2))
    }
  }

  /// Inserts a row, or changes or deletes one of those there are.
  mutating func touch<R: Row>(
    _ contents: inout Contents, most: Int, _ bench: Bench,
    insert: (inout RandomEdits, inout Contents, UUID) -> Void,
    change: (inout RandomEdits, inout R) -> Void
  ) {
    let present = contents.uuids(R.self)
    if present.isEmpty || (present.count < most && chance(3)) {
      insert(&self, &contents, bench.makeUUID())
    } else if let uuid = pick(present) {
      if chance(4) {
        contents.delete(R.self, uuid)
        contents.detachEverywhere(uuid)
        contents.removeUnreferenced()
      } else {
        contents.modify(R.self, uuid) { change(&self, &$0) }
      }
    }
  }

  /// The first of the names that no row has; names are unique in a database.
  mutating func unused(_ names: [String], _ taken: [String]) -> String? {
    pick(names.filter { !taken.contains($0) })
  }
}

extension Contents {
  /// Takes a row out of every set that refers to it.
  mutating func detachEverywhere(_ uuid: UUID) {
    for (table, rows) in tables {
      for (column, schema) in schema[table]?.columns ?? [:] {
        guard case .uuid(.reference) = schema.type.key, schema.type.minimum == 0 else { continue }
        for (owner, columns) in rows {
          let elements = columns[column]?.setElements ?? []
          if !elements.contains(.uuid(uuid)) { continue }
          var changed = columns
          changed[column] = .set(elements.filter { $0 != .uuid(uuid) })
          set(RowID(table: table, uuid: owner), to: changed)
        }
      }
    }
  }
}
