/// The columns of a row that few rows set, as one reference: a row on which all of them are at their
/// defaults, as most are, pays eight bytes for them however many they are.
///
/// A value like any other: a copy that is changed leaves the original alone.
public struct Sparse<Columns: ColumnGroup>: Equatable, Sendable {
  /// None while every column is at its default, else one: an array is copied when it is written to while
  /// it is shared, and equal at once to itself.
  @usableFromInline var held: [Columns] = []

  /// Every column at its default.
  @inlinable public init() {}

  /// All of the columns.
  @inlinable public var columns: Columns { held.first ?? Columns() }

  /// The column at `path`.
  ///
  /// Where the path is written out, the compiler makes a plain access of this.
  @inlinable
  public subscript<Value>(path: WritableKeyPath<Columns, Value>) -> Value {
    @inline(__always)
    get { held.isEmpty ? Columns()[keyPath: path] : held[0][keyPath: path] }
    @inline(__always)
    set {
      if held.isEmpty {
        var columns = Columns()
        columns[keyPath: path] = newValue
        if columns != Columns() { held = [columns] }
      } else {
        held[0][keyPath: path] = newValue
        if held[0] == Columns() { held = [] }
      }
    }
  }
}

/// Columns of a row that are kept together.
public protocol ColumnGroup: Equatable, Sendable {
  /// Every column at its default.
  init()
}
