public import JSON
public import OVSDB

/// What a database's replica needs of a table, whatever the type of its rows.
@usableFromInline
struct TableUpdater {
  let columns: [String]
  let beginContents: () -> Void
  let endContents: () -> Void
  let insert: (UUID, JSONElement, (WireError) -> Void) -> Void
  let modify: (UUID, JSONElement, (WireError) -> Void) -> Void
  let delete: (UUID) -> Void

  @inlinable
  init<R>(_ replica: TableReplica<R>) {
    self.init(
      columns: replica.table.columns.map(\.name),
      beginContents: { replica.beginContents() },
      endContents: { replica.endContents() },
      insert: { replica.insert($0, $1, report: $2) },
      modify: { replica.modify($0, $1, report: $2) },
      delete: { replica.delete($0) })
  }

  @usableFromInline
  init(
    columns: [String], beginContents: @escaping () -> Void, endContents: @escaping () -> Void,
    insert: @escaping (UUID, JSONElement, (WireError) -> Void) -> Void,
    modify: @escaping (UUID, JSONElement, (WireError) -> Void) -> Void,
    delete: @escaping (UUID) -> Void
  ) {
    self.columns = columns
    self.beginContents = beginContents
    self.endContents = endContents
    self.insert = insert
    self.modify = modify
    self.delete = delete
  }
}
