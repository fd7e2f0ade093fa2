public import JSON
public import OVSDB

/// A row of any table: a datum a column, at the positions of a ``TableLayout``.
///
/// A copy costs a reference; changing a column of a copy costs the columns, not what is in them.
public struct DatabaseRow: Hashable, Sendable {
  private var data: [Datum]

  init(_ data: [Datum]) { self.data = data }

  /// The value at a column's position; positions come from the row's own ``TableLayout``.
  public internal(set) subscript(position: Int) -> Datum {
    get { data[position] }
    set { data[position] = newValue }
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

  /// Atoms in all columns; a pair is two.
  var atomCount: Int { data.reduce(0) { $0 + $1.atomCount } }

  /// The values of an index, or of a select.
  func values(at positions: [Int]) -> [Datum] { positions.map { data[$0] } }
}
