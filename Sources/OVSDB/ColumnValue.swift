public import JSON

/// A Swift type that holds a column's value.
///
/// | column | Swift type |
/// |---|---|
/// | exactly one | `String`, `Int`, `Double`, `Bool`, `UUID`, a `ColumnEnumeration` |
/// | at most one | `Optional` of those |
/// | a set | `Set` of those |
/// | a map | `Dictionary` of those |
public protocol ColumnValue: Equatable, Sendable {
  /// The column's type if its schema declares nothing narrower.
  static var columnType: ColumnType { get }

  /// What a column holds that an insertion does not mention (RFC 7047 5.2.1), and that a server
  /// leaves out of an update2 row.
  static var defaultValue: Self { get }

  /// The value in the notation of RFC 7047 5.1.
  ///
  /// Throws if the notation is another type's; never traps, whatever a server sends.
  init(wire: JSONElement) throws(WireError)

  /// The value in the notation of RFC 7047 5.1, sets and maps in order, so equal values print equally.
  var json: JSON { get }

  /// Changes this value by a difference, as "modify" of update2 and update3 gives it
  /// (ovsdb-server(7), 4.1.15): takes time in proportion to the difference.
  mutating func apply(difference: Self)
}

extension ColumnValue {
  /// A value that is not a set or map is replaced.
  @inlinable public mutating func apply(difference: Self) { self = difference }
}
