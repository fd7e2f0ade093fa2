import OVSDB

/// What a transaction did so far to the rows of one table, enough to undo it.
final class TableChanges {
  /// A row that the transaction has to do with: changed, or counted anew how often it is referred to.
  struct Touched {
    /// The row before the transaction.
    let old: DatabaseRow?
    /// Strong references to it, at commit.
    var references: Int
    /// Positions of the columns that differ, at commit.
    var changed: [Int] = []
  }

  let table: DatabaseTable
  private(set) var touched: [UUID: Touched] = [:]
  /// Those touched, in order; some may be gone, some twice, if one was forgotten.
  private(set) var order: [UUID] = []
  private var hasForgotten = false

  init(_ table: DatabaseTable) { self.table = table }

  /// Remembers a row as it is.
  func touch(_ uuid: UUID) {
    guard touched[uuid] == nil else { return }
    touched[uuid] = Touched(
      old: table.rows[uuid], references: table.referenceCounts[uuid] ?? 0)
    order.append(uuid)
  }

  /// Forgets a row that is as it was.
  func forget(_ uuid: UUID) {
    touched[uuid] = nil
    hasForgotten = true
  }

  /// Drops from the order what was forgotten, and each second mention.
  func tidy() {
    guard hasForgotten else { return }
    hasForgotten = false
    var seen: Set<UUID> = []
    order.removeAll { touched[$0] == nil || !seen.insert($0).inserted }
  }

  func setChanged(_ uuid: UUID, _ changed: [Int]) { touched[uuid]?.changed = changed }

  /// Notes a column that differs.
  func addChanged(_ uuid: UUID, _ position: Int) {
    guard let entry = touched[uuid], !entry.changed.contains(position) else { return }
    touched[uuid]?.changed.append(position)
  }

  /// Changes how often a row is referred to, and returns the result.
  @discardableResult
  func count(_ uuid: UUID, by delta: Int) -> Int {
    touched[uuid]?.references += delta
    return touched[uuid]?.references ?? 0
  }

  /// Puts the rows back as they were.
  func undo() {
    for (uuid, entry) in touched { table.rows[uuid] = entry.old }
  }
}
