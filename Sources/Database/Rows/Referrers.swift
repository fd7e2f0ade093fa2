internal import OVSDB

/// An element of a column of another row that refers weakly to a row.
struct Referrer: Hashable, Sendable {
  let row: UUID
  /// The number of its table, and the column's position.
  let table: UInt32
  let column: UInt32
  /// The key of the pair that the element is in; `nil` if the element is the UUID that is referred to.
  private let key: Key?

  /// In memory of its own: hardly any column needs one.
  private indirect enum Key: Hashable, Sendable {
    case atom(Atom)
  }

  /// The element, or the pair, with that key, in which a row refers to `target`.
  init(_ row: UUID, table: Int, column: Int, key: Atom, to target: UUID) {
    self.row = row
    self.table = UInt32(table)
    self.column = UInt32(column)
    self.key = key.uuid == target ? nil : .atom(key)
  }

  /// The element itself, or the key of its pair, where it refers to `target`.
  func key(to target: UUID) -> Atom {
    if case .atom(let atom)? = key { atom } else { .uuid(target) }
  }
}

/// Who refers weakly to the rows of a table: one or two to nearly all, and thousands to some.
struct Referrers: Sendable {
  /// Of rows with so many at most that they are looked through one by one.
  private var few: [UUID: [Referrer]] = [:]
  private var many: [UUID: Set<Referrer>] = [:]

  static let fewMaximum = 8

  /// Elements that refer to a row, of all rows.
  var count: Int {
    few.values.reduce(0) { $0 + $1.count } + many.values.reduce(0) { $0 + $1.count }
  }

  /// Those of a row, in no particular order.
  subscript(target: UUID) -> [Referrer] {
    few[target] ?? many[target].map { Array($0) } ?? []
  }

  mutating func insert(_ referrer: Referrer, to target: UUID) {
    guard many[target]?.insert(referrer) == nil else { return }
    let others = few[target] ?? []
    if others.contains(referrer) { return }
    if others.count < Self.fewMaximum {
      few[target] = others + [referrer]
    } else {
      few[target] = nil
      many[target] = Set(others + [referrer])
    }
  }

  mutating func remove(_ referrer: Referrer, to target: UUID) {
    if let others = few[target]?.filter({ $0 != referrer }) {
      few[target] = others.isEmpty ? nil : others
    } else if many[target]?.remove(referrer) != nil {
      guard let rest = many[target], rest.count <= Self.fewMaximum / 2 else { return }
      many[target] = nil
      few[target] = Array(rest)
    }
  }
}
