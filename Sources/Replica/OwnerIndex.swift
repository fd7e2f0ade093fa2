public import OVSDB

/// Who refers to a row through a set column such as `Logical_Router.static_routes`.
///
/// Such a set may hold 100,000 elements of which one changes.  The index follows the difference that
/// the server sends, so its cost is that of the change; and the change is no change of the row that
/// has the column, so what depends on that row's other columns stays as it is.
public final class OwnerIndex<R: Row> {
  @usableFromInline let column: String
  private let path: KeyPath<R, Set<UUID>>
  private let id: ReplicaID
  private let log: FactLog
  private unowned let table: TableReplica<R>
  private var buckets = RowBuckets<UUID>()

  /// The elements whose owner has changed since ``takeChanges()``.
  private var changes: [(child: UUID, owner: UUID)] = []

  private let keepsChanges: Bool
  private var observers: [(_ child: UUID, _ owner: UUID) -> Void] = []

  /// Follows the set column named `column`, stored at `path`.
  ///
  /// - Parameter keepsChanges: whether somebody calls ``takeChanges()``.
  public init(
    on table: TableReplica<R>, column: String, _ path: KeyPath<R, Set<UUID>>,
    keepsChanges: Bool = true
  ) {
    self.column = column
    self.path = path
    self.keepsChanges = keepsChanges
    self.table = table
    log = table.log
    id = table.log.makeID()
    table.add(self)
  }

  /// The row that refers to `child`; of several, always the same one.
  public func owner(of child: UUID) -> UUID? {
    switch owners(of: child) {
    case nil: nil
    case .one(let owner): owner
    case .many(let set): set.min()
    }
  }

  /// Every row that refers to `child`, in no particular order.
  public func owners(of child: UUID) -> UUIDBucket? {
    buckets.bucket(of: child, in: table.contents, has: has)
  }

  public func isOwner(_ owner: UUID, of child: UUID) -> Bool {
    table.contents[owner]?[keyPath: path].contains(child) ?? false
  }

  /// The fact that changes when `child` is attached somewhere or detached.
  public func fact(ownerOf child: UUID) -> Fact { Fact(child, in: id) }

  /// Calls `observer` with each element that is attached or detached from now on, and the row concerned.
  public func add(_ observer: @escaping (_ child: UUID, _ owner: UUID) -> Void) {
    observers.append(observer)
  }

  /// The elements attached or detached since the last call, each with the row concerned.
  public func takeChanges() -> [(child: UUID, owner: UUID)] {
    defer { changes.removeAll() }
    return changes
  }

  /// Before the row at `position` changes: what its set will have lost is without this owner.
  @usableFromInline
  func leave(_ position: Int, _ old: R, _ new: R?) {
    let after = new?[keyPath: path] ?? []
    for child in old[keyPath: path] where !after.contains(child) { detach(child, from: position) }
  }

  /// After that: what its set has got has this owner.
  @usableFromInline
  func enter(_ position: Int, _ old: R?, _ new: R) {
    let before = old?[keyPath: path] ?? []
    for child in new[keyPath: path] where !before.contains(child) { attach(child, to: position) }
  }

  /// Tells of what an owner has lost and got, once the row is changed.
  @usableFromInline
  func noteChanges(_ owner: UUID, from old: R?, to new: R?) {
    let before = old?[keyPath: path] ?? []
    let after = new?[keyPath: path] ?? []
    for child in before where !after.contains(child) { noteChange(child, owner) }
    for child in after where !before.contains(child) { noteChange(child, owner) }
  }

  /// Before the set of the row at `position` changes by a symmetric difference, as a `modify` says it
  /// (ovsdb-server(7), Update2): what the set will have lost is without this owner.
  @usableFromInline
  func leave(_ difference: Set<UUID>, _ position: Int) {
    for child in difference where has(table.contents[position], child) {
      detach(child, from: position)
    }
  }

  /// After that: what the set has got has this owner.
  @usableFromInline
  func enter(_ difference: Set<UUID>, _ position: Int) {
    let owner = table.contents.uuid(at: position)
    for child in difference {
      if has(table.contents[position], child) { attach(child, to: position) }
      noteChange(child, owner)
    }
  }

  /// The set in `row`.
  @usableFromInline
  func elements(of row: R) -> Set<UUID> { row[keyPath: path] }

  private func has(_ row: R, _ child: UUID) -> Bool { row[keyPath: path].contains(child) }

  private func attach(_ child: UUID, to position: Int) {
    buckets.insert(position, under: child, in: table.contents, has: has)
  }

  private func detach(_ child: UUID, from position: Int) {
    buckets.remove(position, under: child, in: table.contents, has: has)
  }

  private func noteChange(_ child: UUID, _ owner: UUID) {
    log.note(fact(ownerOf: child))
    if keepsChanges { changes.append((child, owner)) }
    for observer in observers { observer(child, owner) }
  }
}
