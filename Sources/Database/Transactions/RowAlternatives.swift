public import JSON
import OVSDB

/// What rows a monitor concerns: those of which any clause holds, and all if there are no clauses
/// (ovsdb-server(7) 4.1.12).
///
/// A client may name very many values of a column. So those that it is to be equal to are looked up
/// rather than tried one after the other.
public struct RowAlternatives: Sendable {
  /// By the position of a column the values that it may have.
  private var equalities: [(position: Int, values: Set<Datum>)] = []
  private var others: [RowCondition.Clause] = []

  /// No clauses.
  public init() {}

  /// Reads clauses on rows of a table.
  public init(_ wire: JSONElement, _ layout: TableLayout) throws(OperationError) {
    var positions: [Int: Set<Datum>] = [:]
    for clause in try RowCondition(wire, layout).clauses {
      if case .column(let position, .equal, let value) = clause {
        positions[position, default: []].insert(value)
      } else {
        others.append(clause)
      }
    }
    equalities = positions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether the row is among those.
  public func contains(_ row: DatabaseRow) -> Bool {
    if equalities.isEmpty && others.isEmpty { return true }
    for (position, values) in equalities where values.contains(row[position]) { return true }
    for clause in others where clause.holds(of: row) { return true }
    return false
  }
}
