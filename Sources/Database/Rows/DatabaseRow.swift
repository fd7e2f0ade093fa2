public import JSON
public import OVSDB

/// A row of any table: a datum a column, at the positions of a ``TableLayout``.
///
/// Most columns of a row hold what nobody has set.  So a row keeps the others, side by side, each with
/// its position; the rest it has in common with all rows of its table.  A copy costs two references;
/// changing a column of a copy costs the columns that are kept, not what is in them.
public struct DatabaseRow: Sendable {
  /// A column that holds something else than what nobody has set.
  struct Cell: Hashable, Sendable {
    var datum: Datum
    /// In four bytes, which lie where a datum leaves room anyway.
    let position: UInt32
  }

  /// What the columns hold that nobody has set.
  let defaults: [Datum]
  /// In the order of their positions.  A table keeps only these.
  private(set) var cells: [Cell]

  /// A row of which those cells have been set.
  init(defaults: [Datum], cells: [Cell] = []) {
    self.defaults = defaults
    self.cells = cells
  }

  /// The value at a column's position; positions come from the row's own ``TableLayout``.
  public internal(set) subscript(position: Int) -> Datum {
    get {
      let index = index(of: position)
      return isKept(position, at: index) ? cells[index].datum : defaults[position]
    }
    set {
      let index = index(of: position)
      switch (isKept(position, at: index), newValue == defaults[position]) {
      case (true, false): cells[index].datum = newValue
      case (true, true): cells.remove(at: index)
      case (false, false):
        cells.insert(Cell(datum: newValue, position: UInt32(position)), at: index)
      case (false, true): break
      }
    }
  }

  /// Where in `cells` the column is, or would be.
  private func index(of position: Int) -> Int {
    // No cell has fewer before it than there are columns without one, nor more than columns.
    var low = max(0, position - (defaults.count - cells.count))
    var high = min(position, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(cells[middle].position) < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isKept(_ position: Int, at index: Int) -> Bool {
    index < cells.count && Int(cells[index].position) == position
  }

  /// Gives back the room that columns set one by one have left.
  mutating func trim() {
    // An allocator rounds up: a little room is nothing to give back.
    if cells.capacity > cells.count + 1 { cells = cells.map { $0 } }
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

  /// The positions of columns that hold something else than what nobody has set, in order.
  public var keptPositions: [Int] { cells.map { Int($0.position) } }

  /// Atoms in all columns; a pair is two.
  var atomCount: Int {
    cells.reduce(defaults.reduce(0) { $0 + $1.atomCount }) { count, cell in
      count + cell.datum.atomCount - defaults[Int(cell.position)].atomCount
    }
  }

  /// The values of an index, or of a select.
  func values(at positions: [Int]) -> [Datum] { positions.map { self[$0] } }

  /// The positions of columns of which another row of the table has another value, in order.
  func positions(differingFrom other: DatabaseRow) -> [Int] {
    var positions: [Int] = []
    var (left, right) = (0, 0)
    while left < cells.count || right < other.cells.count {
      let own = left < cells.count ? cells[left].position : .max
      let others = right < other.cells.count ? other.cells[right].position : .max
      // What one keeps and the other does not is no default.
      if own != others || cells[left].datum != other.cells[right].datum {
        positions.append(Int(min(own, others)))
      }
      if own <= others { left += 1 }
      if others <= own { right += 1 }
    }
    return positions
  }
}

extension DatabaseRow: Hashable {
  /// Whether two rows of one table hold the same.
  public static func == (left: Self, right: Self) -> Bool { left.cells == right.cells }

  public func hash(into hasher: inout Hasher) { hasher.combine(cells) }
}
