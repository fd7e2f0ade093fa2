internal import Database
internal import JSON

/// Which rows a monitor is told of: those of which any clause holds, and all if there are no clauses
/// (ovsdb-server(7) 4.1.12).
struct MonitorCondition: Equatable {
  /// The clauses, as the client wrote them.
  let json: JSON
  private let clauses: RowCondition

  static let always = MonitorCondition()

  private init() {
    json = []
    clauses = RowCondition()
  }

  /// Reads a `where`.
  init(_ wire: JSONElement, _ layout: TableLayout) throws(RequestError) {
    do throws(OperationError) {
      clauses = try RowCondition(wire, layout)
    } catch {
      throw .operation(error)
    }
    json = wire.json
  }

  func matches(_ row: DatabaseRow) -> Bool { clauses.isEmpty || clauses.anyHolds(of: row) }

  static func == (left: MonitorCondition, right: MonitorCondition) -> Bool {
    left.json == right.json
  }
}
