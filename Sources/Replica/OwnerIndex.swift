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
  private var owners: [UUID: UUIDBucket] = [:]

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
    log = table.log
    id = table.log.makeID()
    table.add(self)
  }

  /// The row that refers to `child`; of several, always the same one.
  public func owner(of child: UUID) -> UUID? {
    switch owners[child] {
    case nil: nil
    case .one(let owner): owner
    case .many(let set): set.min()
    }
  }

  /// Every row that refers to `child`, in no particular order.
  public func owners(of child: UUID) -> UUIDBucket? { owners[child] }

  public func isOwner(_ owner: UUID, of child: UUID) -> Bool {
    owners[child]?.contains(owner) ?? false
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

  @usableFromInline
  func update(_ owner: UUID, from old: R?, to new: R?) {
    let before = old?[keyPath: path] ?? []
    let after = new?[keyPath: path] ?? []
    for child in before where !after.contains(child) { detach(child, from: owner) }
    for child in after where !before.contains(child) { attach(child, to: owner) }
  }

  /// Follows the symmetric difference of a `modify` (ovsdb-server(7), Update2).
  @usableFromInline
  func apply(difference: Set<UUID>, to owner: UUID) {
    for child in difference {
      if isOwner(owner, of: child) { detach(child, from: owner) } else { attach(child, to: owner) }
    }
  }

  /// The set in `row`.
  @usableFromInline
  func elements(of row: R) -> Set<UUID> { row[keyPath: path] }

  private func attach(_ child: UUID, to owner: UUID) {
    owners.insert(owner, under: child)
    noteChange(child, owner)
  }

  private func detach(_ child: UUID, from owner: UUID) {
    owners.remove(owner, under: child)
    noteChange(child, owner)
  }

  private func noteChange(_ child: UUID, _ owner: UUID) {
    log.note(fact(ownerOf: child))
    if keepsChanges { changes.append((child, owner)) }
    for observer in observers { observer(child, owner) }
  }
}
