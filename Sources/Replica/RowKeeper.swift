import JSON
public import OVSDB

/// Who keeps the rows of a table in a form of its own, for a table with so many that a ``TableReplica`` would
/// be much memory beside it.
public protocol RowKeeper<R>: AnyObject {
  associatedtype R: Row

  /// The table, with the columns that are held.
  var table: Table<R> { get }

  /// The UUIDs of the rows, in no particular order.
  var uuids: [UUID] { get }

  /// A row as it was set last, as far as the keeper minds what it says. Within an update it need not be
  /// told what the update has set, as an update has each row once.
  func row(_ uuid: UUID) -> R?

  /// Takes what a row says now; `nil` if it is gone.
  func set(_ uuid: UUID, to row: R?)
}

extension DatabaseReplica {
  /// Adds a table whose rows `keeper` keeps.
  public func add(_ keeper: some RowKeeper) {
    tables[keeper.table.name] = KeptTable(keeper).updater
  }
}

/// Applies a server's updates to a table whose rows somebody else keeps.
private final class KeptTable<Keeper: RowKeeper> {
  private let keeper: Keeper
  private var unseen: Set<UUID> = []

  init(_ keeper: Keeper) { self.keeper = keeper }

  var updater: TableUpdater {
    TableUpdater(
      columns: keeper.table.columns.map(\.name),
      beginContents: { [self] in unseen = Set(keeper.uuids) },
      endContents: { [self] in
        for uuid in unseen { keeper.set(uuid, to: nil) }
        unseen = []
      },
      insert: { [self] in insert($0, $1, $2) },
      modify: { [self] in modify($0, $1, $2) },
      delete: { [self] in keeper.set($0, to: nil) })
  }

  private func insert(_ uuid: UUID, _ wire: JSONElement, _ report: (WireError) -> Void) {
    if !unseen.isEmpty { unseen.remove(uuid) }
    var row = Keeper.R()
    do throws(WireError) {
      try keeper.table.decode(wire, into: &row)
    } catch {
      row = keeper.table.salvage(wire, report)
    }
    keeper.set(uuid, to: row)
  }

  private func modify(_ uuid: UUID, _ wire: JSONElement, _ report: (WireError) -> Void) {
    guard var row = keeper.row(uuid) else { return }
    keeper.table.forEachReadable(in: wire, report) { (column, value) throws(WireError) in
      try column.apply(difference: value, to: &row)
    }
    keeper.set(uuid, to: row)
  }
}
