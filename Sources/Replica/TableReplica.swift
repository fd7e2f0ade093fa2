public import OVSDB

/// The client's copy of one table, as typed rows, with its indexes.
///
/// It is changed only by the server's updates.  Each change notes the facts it alters in the log that
/// all tables of a world share, and is kept until ``takeChanges()`` for those that follow single rows.
///
/// What runs for each row can be specialised where the type of the rows is known: hence `@inlinable`
/// here, and closures where a table and its indexes call each other.
public final class TableReplica<R: Row> {
  /// A row that has been inserted, modified or deleted, with its contents before.
  public struct Change {
    public let uuid: UUID
    /// `nil` for an insertion.
    public let old: R?

    @inlinable init(uuid: UUID, old: R?) {
      self.uuid = uuid
      self.old = old
    }
  }

  /// The table, with the columns that are held.
  public let table: Table<R>
  public let id: ReplicaID
  @usableFromInline let log: FactLog
  @usableFromInline let keepsChanges: Bool
  @usableFromInline var contents = RowStore<R>()
  @usableFromInline var changes: [Change] = []
  @usableFromInline var indexes: [(UUID, R?, R?) -> Void] = []
  @usableFromInline var owners: [String: OwnerIndex<R>] = [:]
  @usableFromInline var unseen: Set<UUID> = []
  @usableFromInline let idApart: ReplicaID
  /// Whether two contents of a row differ in nothing but the column held apart.
  @usableFromInline var differsOnlyApart: ((R, R) -> Bool)?

  /// An empty table.
  ///
  /// - Parameters:
  ///   - columns: the properties whose columns are asked for and held; a row's others stay at their
  ///     defaults. `nil` is all.  Traps if one of them holds no column.
  ///   - keepsChanges: whether somebody calls ``takeChanges()``.
  @inlinable
  public init(log: FactLog, columns: [PartialKeyPath<R>]? = nil, keepsChanges: Bool = false) {
    self.log = log
    table = columns.map { R.table.restricted(to: $0) } ?? R.table
    self.keepsChanges = keepsChanges
    id = log.makeID()
    idApart = log.makeID()
  }

  /// Gives one column a fact of its own, ``factApart(of:)``: for a column that changes often and that few
  /// of a row's readers mind, such as what this program itself writes there.
  @inlinable
  public func holdApart<Value: Equatable>(_ column: WritableKeyPath<R, Value>) {
    differsOnlyApart = { old, new in
      if old[keyPath: column] == new[keyPath: column] { return false }
      var adjusted = old
      adjusted[keyPath: column] = new[keyPath: column]
      return adjusted == new
    }
  }

  /// The rows with their UUIDs, in no particular order.
  @inlinable public var rows: some Collection<(key: UUID, value: R)> {
    contents.positions.lazy.map { [contents] in ($0.key, contents[Int($0.value)]) }
  }

  @inlinable
  public subscript(uuid: UUID) -> R? { contents[uuid] }

  @inlinable public var count: Int { contents.count }

  /// The fact that changes with the row's contents, its owned sets and the column held apart excepted, and
  /// with its existence.
  @inlinable
  public func fact(of uuid: UUID) -> Fact { Fact(row: uuid, of: id) }

  /// The fact that changes when nothing of the row does but the column held apart: who reads that column
  /// reads both.
  @inlinable
  public func factApart(of uuid: UUID) -> Fact { Fact(row: uuid, of: idApart) }

  /// The rows changed since the last call; a row may stand there several times.
  @inlinable
  public func takeChanges() -> [Change] {
    if changes.isEmpty { return [] }
    defer { changes.removeAll() }
    return changes
  }

  /// Every row, as if it had just been inserted.
  @inlinable
  public func allAsChanges() -> [Change] { contents.uuids.map { Change(uuid: $0, old: nil) } }

  /// The contents of a changed row before and now, as far as there are any.
  @inlinable
  public func contents(of change: Change) -> [R] {
    [change.old, contents[change.uuid]].compactMap { $0 }
  }

  /// Calls `index` with each row there is, and with each that changes from now on: what it was, and what
  /// it is.
  @inlinable
  public func add(_ index: @escaping (UUID, R?, R?) -> Void) {
    indexes.append(index)
    for (uuid, row) in rows { index(uuid, nil, row) }
  }

  @inlinable
  func add(_ index: OwnerIndex<R>) {
    precondition(
      table.column(named: index.column) != nil, "\(index.column) of \(table.name) is not held")
    owners[index.column] = index
    for (uuid, row) in rows { index.update(uuid, from: nil, to: row) }
  }

  /// Puts `row` in the place of what stands under `uuid`.
  @inlinable
  func set(_ uuid: UUID, to row: R?) {
    let old = contents[uuid]
    if old == row { return }
    contents[uuid] = row
    for index in owners.values { index.update(uuid, from: old, to: row) }
    noteChange(uuid, from: old, to: row)
  }

  @inlinable
  func noteChange(_ uuid: UUID, from old: R?, to new: R?) {
    for index in indexes { index(uuid, old, new) }
    if let old, let new, differsOnlyApart?(old, new) == true {
      log.note(factApart(of: uuid))
    } else {
      log.note(fact(of: uuid))
    }
    if keepsChanges { changes.append(Change(uuid: uuid, old: old)) }
  }
}
