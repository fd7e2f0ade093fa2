internal import Database
internal import JSON

/// Which rows a monitor is told of: those of which any clause holds, and all if there are no clauses
/// (ovsdb-server(7) 4.1.12).
struct MonitorCondition: Equatable {
  /// The clauses, as the client wrote them.
  let json: JSON
  private let alternatives: RowAlternatives

  static let always = MonitorCondition()

  private init() {
    json = []
    alternatives = RowAlternatives()
  }

  /// Reads a `where`.
  init(_ wire: JSONElement, _ layout: TableLayout) throws(RequestError) {
    do throws(OperationError) {
      alternatives = try RowAlternatives(wire, layout)
    } catch {
      throw .operation(error)
    }
    json = wire.json
  }

  func matches(_ row: DatabaseRow) -> Bool { alternatives.contains(row) }

  static func == (left: MonitorCondition, right: MonitorCondition) -> Bool {
    left.json == right.json
  }
}
