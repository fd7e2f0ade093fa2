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
  @usableFromInline var followers: [RowFollower<R>] = []
  @usableFromInline var observers: [(UUID, R?, R?) -> Void] = []
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
    contents.elements.lazy.map { ($0.uuid, $0.row) }
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

  /// Calls `observer` with each row there is, and with each that changes from now on: what it was, and
  /// what it is.
  @inlinable
  public func add(_ observer: @escaping (UUID, R?, R?) -> Void) {
    observers.append(observer)
    for (uuid, row) in rows { observer(uuid, nil, row) }
  }

  @inlinable
  func add(_ follower: RowFollower<R>) {
    followers.append(follower)
    for position in contents.positions { follower.enter(position, nil, contents[position]) }
  }

  @inlinable
  func add(_ index: OwnerIndex<R>) {
    precondition(
      table.column(named: index.column) != nil, "\(index.column) of \(table.name) is not held")
    owners[index.column] = index
    for position in contents.positions {
      index.enter(position, nil, contents[position])
      index.noteChanges(contents.uuid(at: position), from: nil, to: contents[position])
    }
  }

  /// Puts `row` in the place of what stands under `uuid`.
  @inlinable
  func set(_ uuid: UUID, to row: R?) {
    let position = contents.position(of: uuid)
    let old = position.map { contents[$0] }
    if old != row { change(uuid, at: position, from: old, to: row) }
  }

  /// Changes the row at `position`, or inserts one, with all that follows it.
  @inlinable
  func change(_ uuid: UUID, at position: Int?, from old: R?, to new: R?) {
    if let position, let old {
      for follower in followers { follower.leave(position, old, new) }
      for index in owners.values { index.leave(position, old, new) }
    }
    if let place = put(new, at: position, under: uuid), let new {
      for follower in followers { follower.enter(place, old, new) }
      for index in owners.values { index.enter(place, old, new) }
    }
    for index in owners.values { index.noteChanges(uuid, from: old, to: new) }
    noteChange(uuid, from: old, to: new)
  }

  /// Changes the store, and returns where the row lies if there still is one.
  @inlinable
  func put(_ row: R?, at position: Int?, under uuid: UUID) -> Int? {
    switch (position, row) {
    case (let position?, let row?): contents.update(position) { $0 = row }
    case (let position?, nil): contents.remove(at: position)
    case (nil, let row?): return contents.insert(row, under: uuid)
    case (nil, nil): break
    }
    return position
  }

  @inlinable
  func noteChange(_ uuid: UUID, from old: R?, to new: R?) {
    for observer in observers { observer(uuid, old, new) }
    if let old, let new, differsOnlyApart?(old, new) == true {
      log.note(factApart(of: uuid))
    } else {
      log.note(fact(of: uuid))
    }
    if keepsChanges { changes.append(Change(uuid: uuid, old: old)) }
  }
}
