public import JSON
public import OVSDB

/// Puts the edits of many subjects into one transaction.
///
/// References added to or removed from one column of one row become a single mutation, since the
/// server's work for a mutation grows with the set.
@usableFromInline
struct TransactionBuilder<Subject: Hashable> {
  @usableFromInline
  struct Column: Hashable {
    @usableFromInline let table: String
    @usableFromInline let row: UUID
    @usableFromInline let column: String

    @inlinable
    init(table: String, row: UUID, column: String) {
      self.table = table
      self.row = row
      self.column = column
    }
  }

  @usableFromInline var operations: [Operation] = []
  /// The subject of each operation; `nil` where an operation serves several.
  @usableFromInline var subjects: [Subject?] = []
  @usableFromInline var attached: [Column: [JSON]] = [:]
  @usableFromInline var detached: [Column: [JSON]] = [:]
  @usableFromInline var columns: [Column] = []

  /// Starts with what every transaction of the channel carries: its comment and its lock.
  @inlinable
  init(comment: String, lock: String?) {
    if let lock { add(.assert(lock: lock), for: nil) }
    add(.comment(comment), for: nil)
  }

  @inlinable
  mutating func add(_ edits: [Edit], of subject: Subject) {
    for edit in edits {
      switch edit {
      case .operation(let operation):
        add(operation, for: subject)
      case .attach(let table, let row, let column, let rows):
        merge(rows, of: Column(table: table, row: row, column: column), into: \.attached)
      case .detach(let table, let row, let column, let rows):
        let values = rows.map { $0.json }
        merge(values, of: Column(table: table, row: row, column: column), into: \.detached)
      }
    }
  }

  /// Adds the merged mutations, detaching first: an attached row never goes again.
  @inlinable
  mutating func finish() {
    for column in columns {
      var mutations: [Mutation] = []
      if let values = detached[column] {
        mutations.append(Mutation(column.column, .delete, .set(values)))
      }
      if let values = attached[column] {
        mutations.append(Mutation(column.column, .insert, .set(values)))
      }
      add(
        .mutate(table: column.table, where: [.uuid(equals: column.row)], mutations: mutations),
        for: nil)
    }
    columns = []
  }

  @inlinable
  mutating func add(_ operation: Operation, for subject: Subject?) {
    operations.append(operation)
    subjects.append(subject)
  }

  @inlinable
  mutating func merge(
    _ values: [JSON], of column: Column,
    into path: WritableKeyPath<TransactionBuilder, [Column: [JSON]]>
  ) {
    if attached[column] == nil, detached[column] == nil { columns.append(column) }
    self[keyPath: path][column, default: []] += values
  }
}
