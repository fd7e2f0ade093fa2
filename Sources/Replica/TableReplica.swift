internal import JSON
public import OVSDB

/// The client's copy of one table, as typed rows, with its indexes.
///
/// It is changed only by the server's updates.  Each change notes the facts it alters in the log that
/// all tables of a world share, and is kept until ``takeChanges()`` for those that follow single rows.
public final class TableReplica<R: Row> {
  /// A row that has been inserted, modified or deleted, with its contents before.
  public struct Change {
    public let uuid: UUID
    /// `nil` for an insertion.
    public let old: R?
  }

  let log: FactLog
  public let id: ReplicaID
  public private(set) var rows: [UUID: R] = [:]
  private var changes: [Change] = []
  private let columns: [String: Column<R>]
  private var indexes: [any RowIndex<R>] = []
  private var owners: [String: OwnerIndex<R>] = [:]
  private var unseen: Set<UUID> = []
  private let keepsChanges: Bool

  /// An empty table.
  ///
  /// - Parameter keepsChanges: whether somebody calls ``takeChanges()``.
  public init(log: FactLog, keepsChanges: Bool = false) {
    self.log = log
    self.keepsChanges = keepsChanges
    id = log.makeID()
    columns = Dictionary(R.table.columns.map { ($0.name, $0) }) { first, _ in first }
  }

  public subscript(uuid: UUID) -> R? { rows[uuid] }

  public var count: Int { rows.count }

  /// The fact that changes with the row's contents, its owned sets excepted, and with its existence.
  public func fact(of uuid: UUID) -> Fact { Fact(row: uuid, of: id) }

  /// The rows changed since the last call; a row may stand there several times.
  public func takeChanges() -> [Change] {
    defer { changes.removeAll() }
    return changes
  }

  /// Every row, as if it had just been inserted.
  public func allAsChanges() -> [Change] { rows.keys.map { Change(uuid: $0, old: nil) } }

  /// The contents of a changed row before and now, as far as there are any.
  public func contents(of change: Change) -> [R] {
    [change.old, rows[change.uuid]].compactMap { $0 }
  }

  func add(_ index: some RowIndex<R>) {
    indexes.append(index)
    for (uuid, row) in rows { index.update(uuid, from: nil, to: row) }
  }

  func add(_ index: OwnerIndex<R>) {
    owners[index.column] = index
    for (uuid, row) in rows { index.update(uuid, from: nil, to: row) }
  }

  /// Puts `row` in the place of what stands under `uuid`.
  private func set(_ uuid: UUID, to row: R?) {
    let old = rows[uuid]
    if old == row { return }
    rows[uuid] = row
    for index in owners.values { index.update(uuid, from: old, to: row) }
    noteChange(uuid, from: old, to: row)
  }

  private func noteChange(_ uuid: UUID, from old: R?, to new: R?) {
    for index in indexes { index.update(uuid, from: old, to: new) }
    log.note(fact(of: uuid))
    if keepsChanges { changes.append(Change(uuid: uuid, old: old)) }
  }
}

extension TableReplica: TableUpdating {
  var name: String { R.table.name }
  var columnNames: [String] { R.table.columns.map(\.name) }

  func beginContents() { unseen = Set(rows.keys) }

  func endContents() {
    for uuid in unseen { set(uuid, to: nil) }
    unseen = []
  }

  func insert(_ uuid: UUID, _ wire: JSONElement, report: (WireError) -> Void) {
    unseen.remove(uuid)
    var row = R()
    wire.forEachMember { name, value in
      guard let column = columns[name] else { return }
      do throws(WireError) { try column.decode(value, into: &row) } catch { report(error) }
    }
    set(uuid, to: row)
  }

  /// Applies the differences of a `modify`; sets that have an owner index first, and in place.
  func modify(_ uuid: UUID, _ wire: JSONElement, report: (WireError) -> Void) {
    guard let place = rows.index(forKey: uuid) else { return }
    var others: [(Column<R>, JSONElement)] = []
    wire.forEachMember { name, value in
      guard let column = columns[name] else { return }
      guard let index = owners[name] else {
        others.append((column, value))
        return
      }
      do throws(WireError) {
        var difference = R()
        try column.decode(value, into: &difference)
        index.apply(difference: index.difference(in: difference), to: uuid)
        try column.apply(difference: value, to: &rows.values[place])
      } catch { report(error) }
    }
    if others.isEmpty { return }
    let old = rows.values[place]
    for (column, value) in others {
      do throws(WireError) {
        try column.apply(difference: value, to: &rows.values[place])
      } catch { report(error) }
    }
    if old == rows.values[place] { return }
    noteChange(uuid, from: old, to: rows.values[place])
  }

  func delete(_ uuid: UUID) { set(uuid, to: nil) }
}
