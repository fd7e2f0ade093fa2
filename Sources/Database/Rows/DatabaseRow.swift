public import JSON
public import OVSDB

/// A row of any table: a datum a column, at the positions of a ``TableLayout``.
///
/// Most columns of a row hold what nobody has set.  So a row keeps the others, side by side, and which
/// they are; the rest it has in common with all rows of its table.  A copy costs two references;
/// changing a column of a copy costs the columns that are kept, not what is in them.
public struct DatabaseRow: Sendable {
  /// What the columns hold that nobody has set.
  private let defaults: [Datum]
  /// For each of the first 64 columns a bit: whether `kept` has it.  Further columns it always has.
  private var mask: UInt64 = 0
  /// In the order of their positions.
  private var kept: [Datum]

  private static let maskWidth = UInt64.bitWidth

  /// A row of which nothing has been set.
  init(defaults: [Datum]) {
    self.defaults = defaults
    kept = Array(defaults.dropFirst(Self.maskWidth))
  }

  /// The value at a column's position; positions come from the row's own ``TableLayout``.
  public internal(set) subscript(position: Int) -> Datum {
    get {
      let (index, isKept) = place(of: position)
      return isKept ? kept[index] : defaults[position]
    }
    set {
      let (index, isKept) = place(of: position)
      let isDefault = position < Self.maskWidth && newValue == defaults[position]
      switch (isKept, isDefault) {
      case (true, false): kept[index] = newValue
      case (true, true): kept.remove(at: index)
      case (false, false): kept.insert(newValue, at: index)
      case (false, true): return
      }
      if isKept == isDefault { mask ^= 1 << UInt64(position) }
    }
  }

  /// Where in `kept` the column is, or would be.
  private func place(of position: Int) -> (index: Int, isKept: Bool) {
    guard position < Self.maskWidth else {
      return (mask.nonzeroBitCount + position - Self.maskWidth, true)
    }
    let bit: UInt64 = 1 << UInt64(position)
    return ((mask & (bit - 1)).nonzeroBitCount, mask & bit != 0)
  }

  /// Gives back the room that columns set one by one have left.
  mutating func trim() {
    if kept.capacity > kept.count { kept = kept.map { $0 } }
  }

  /// The row's identity.
  public var uuid: UUID { self[TableLayout.uuid].scalar?.uuid ?? .zero }

  /// The columns at those positions as an object by their names: <row> of RFC 7047 3.1.
  public func json(_ positions: some Sequence<Int>, _ layout: TableLayout) -> JSON {
    var members: [String: JSON] = [:]
    for position in positions {
      let column = layout.columns[position]
      members[column.name] = self[position].json(column.type)
    }
    return .object(members)
  }

  /// The positions of columns that may hold something else than what nobody has set, in order.
  public var keptPositions: [Int] { defaults.indices.filter { place(of: $0).isKept } }

  /// Atoms in all columns; a pair is two.
  var atomCount: Int { defaults.indices.reduce(0) { $0 + self[$1].atomCount } }

  /// The values of an index, or of a select.
  func values(at positions: [Int]) -> [Datum] { positions.map { self[$0] } }
}

extension DatabaseRow: Hashable {
  /// Whether two rows of one table hold the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.mask == right.mask && left.kept == right.kept
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(mask)
    hasher.combine(kept)
  }
}
