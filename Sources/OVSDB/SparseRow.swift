/// A typed row that keeps the columns which few rows set apart, so that a table of many rows is narrow.
/// Who reads and writes the row does not notice: they are members of it like the others (which an
/// extension of the row finds behind `self.` only).
///
///     struct Animal: SparseRow {
///       var name = ""
///       var sparse = Sparse<SparseColumns>()
///
///       struct SparseColumns: ColumnGroup {
///         var keeper: UUID?
///       }
///       static let table = Table<Animal>("Animal", columns: [
///         Column("name", \.name), Column("keeper", \.keeper),
///       ])
///     }
///
/// Not for a set that grows large: it is copied whenever it changes.
@dynamicMemberLookup
public protocol SparseRow: Row {
  /// The columns that few rows set.
  associatedtype SparseColumns: ColumnGroup

  /// Where they are.
  var sparse: Sparse<SparseColumns> { get set }
}

extension SparseRow {
  /// A column that few rows set.
  @inlinable
  public subscript<Value>(dynamicMember path: WritableKeyPath<SparseColumns, Value>) -> Value {
    @inline(__always) get { sparse[path] }
    @inline(__always) set { sparse[path] = newValue }
  }
}
