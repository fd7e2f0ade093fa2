internal import Database
internal import OVSDB

/// What a draft does to one row.
struct RowChange {
  enum Kind {
    /// The row is new; `isPermanent` if its UUID is the user's choice.
    case inserted(isPermanent: Bool)
    case changed
    case deleted
  }

  /// An addition to a column's elements, or a removal of some, which leaves other clients' alone.
  struct Amendment {
    let column: TableColumn
    let mutator: Mutation.Mutator
    let value: Datum
    /// The type by which the value is written: a set when keys of a map are removed.
    let type: ColumnType
  }

  var kind: Kind
  /// The columns' new values.
  var written: [TableColumn: Datum] = [:]
  /// The columns whose value the commands relied on.
  var verified: Set<TableColumn> = []
  /// In order; of columns that are not written.
  var amendments: [Amendment] = []

  var isDeleted: Bool { if case .deleted = kind { true } else { false } }
  var isInserted: Bool { if case .inserted = kind { true } else { false } }
}
