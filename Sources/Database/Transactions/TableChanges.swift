import OVSDB

/// What a transaction did so far to the rows of one table, enough to undo it.
final class TableChanges {
  /// A row that the transaction has to do with: changed, or counted anew how often it is referred to.
  struct Touched {
    let uuid: UUID
    /// The row before the transaction.
    let old: DatabaseRow?
    /// The row as it is, from the beginning of the commit on; so that checks need not look it up.
    fileprivate(set) var new: DatabaseRow?
    /// Strong references to it before the transaction, and at commit.
    let oldReferences: Int
    fileprivate(set) var references: Int
    /// Positions of the columns that differ, at commit.
    var changed: [Int] = []
    /// Whether it is as it was, or was never there for anybody else.
    fileprivate var isForgotten = false

    /// Whether a column may differ, at commit.
    func isChanged(_ position: Int) -> Bool {
      old == nil || new == nil || changed.contains(position)
    }
  }

  let table: DatabaseTable
  /// In the order in which they were touched.
  private(set) var touched: [Touched] = []
  private var places: [UUID: Int] = [:]
  private var hasForgotten = false

  init(_ table: DatabaseTable) { self.table = table }

  /// Where in `touched` a row is.
  func place(of uuid: UUID) -> Int? { places[uuid] }

  /// Remembers a row as it is, and returns its place.
  @discardableResult
  func touch(_ uuid: UUID) -> Int {
    if let place = places[uuid] { return place }
    return append(uuid, table.rows[uuid])
  }

  /// As `touch(_:)`, of a row that is known: `nil` if it is not there.
  @discardableResult
  func touch(_ uuid: UUID, _ row: DatabaseRow?) -> Int { places[uuid] ?? append(uuid, row) }

  /// As `touch(_:)`, but `nil` if the row is not there.
  func touchIfThere(_ uuid: UUID) -> Int? { table.rows[uuid].map { touch(uuid, $0) } }

  private func append(_ uuid: UUID, _ row: DatabaseRow?) -> Int {
    let references = row == nil ? 0 : table.referenceCount(of: uuid)
    places[uuid] = touched.count
    touched.append(
      Touched(
        uuid: uuid, old: row, new: row, oldReferences: references, references: references))
    return touched.count - 1
  }

  /// Forgets a row that is as it was.
  func forget(_ place: Int) {
    touched[place].isForgotten = true
    places[touched[place].uuid] = nil
    hasForgotten = true
  }

  /// Drops what was forgotten; places change.
  func tidy() {
    guard hasForgotten else { return }
    hasForgotten = false
    touched.removeAll(where: \.isForgotten)
    for place in touched.indices { places[touched[place].uuid] = place }
  }

  /// The rows touched, those forgotten left out.
  var touchedRows: [UUID] { touched.lazy.filter { !$0.isForgotten }.map(\.uuid) }

  /// Notes what the row is now, at the beginning of the commit.
  func findNew(_ place: Int) { touched[place].new = table.rows[touched[place].uuid] }

  /// Changes the row during the commit.
  func set(_ row: DatabaseRow?, _ place: Int) {
    touched[place].new = row
    table.rows[touched[place].uuid] = row
  }

  func setChanged(_ place: Int, _ changed: [Int]) { touched[place].changed = changed }

  /// Notes a column that differs.
  func addChanged(_ place: Int, _ position: Int) {
    if !touched[place].changed.contains(position) { touched[place].changed.append(position) }
  }

  /// Changes how often a row is referred to, and returns the result.
  @discardableResult
  func count(_ place: Int, by delta: Int) -> Int {
    touched[place].references += delta
    return touched[place].references
  }

  /// Puts the rows back as they were.
  func undo() {
    for entry in touched where !entry.isForgotten { table.rows[entry.uuid] = entry.old }
  }
}
