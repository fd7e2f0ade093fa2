public import JSON

/// A column of a typed row: its name, its schema, and the property that holds it.
public struct Column<R: Row>: Sendable {
  public let name: String
  public let type: ColumnType
  /// Whether the server need not keep the value when it stops.
  public let isEphemeral: Bool
  /// Whether the value may change after the row's insertion.
  public let isMutable: Bool
  /// The property that holds the value.
  public let property: any PartialKeyPath<R> & Sendable

  @usableFromInline let decodeValue: @Sendable (JSONElement, inout R) throws(WireError) -> Void
  @usableFromInline let applyDifference: @Sendable (JSONElement, inout R) throws(WireError) -> Void
  private let encodeValue: @Sendable (R) -> JSON
  private let compareToDefault: @Sendable (R) -> Bool
  private let compareValues: @Sendable (R, R) -> Bool

  @usableFromInline
  init(
    name: String, type: ColumnType, isEphemeral: Bool, isMutable: Bool,
    property: any PartialKeyPath<R> & Sendable,
    decodeValue: @escaping @Sendable (JSONElement, inout R) throws(WireError) -> Void,
    applyDifference: @escaping @Sendable (JSONElement, inout R) throws(WireError) -> Void,
    encodeValue: @escaping @Sendable (R) -> JSON,
    compareToDefault: @escaping @Sendable (R) -> Bool,
    compareValues: @escaping @Sendable (R, R) -> Bool
  ) {
    self.name = name
    self.type = type
    self.isEphemeral = isEphemeral
    self.isMutable = isMutable
    self.property = property
    self.decodeValue = decodeValue
    self.applyDifference = applyDifference
    self.encodeValue = encodeValue
    self.compareToDefault = compareToDefault
    self.compareValues = compareValues
  }

  /// The column `name`, held by the property at `path`; `type` where the schema says more than the
  /// property's type does: constraints, references.
  @inlinable
  public init<V: ColumnValue>(
    _ name: String, _ path: any WritableKeyPath<R, V> & Sendable, type: ColumnType? = nil,
    ephemeral: Bool = false, mutable: Bool = true
  ) {
    let type = type ?? V.columnType
    let isComposite = type.isComposite
    self.init(
      name: name, type: type, isEphemeral: ephemeral, isMutable: mutable, property: path,
      decodeValue: { (wire, row) throws(WireError) in
        do throws(WireError) { row[keyPath: path] = try V(wire: wire) } catch {
          throw error.within(name)
        }
      },
      applyDifference: { (wire, row) throws(WireError) in
        do throws(WireError) {
          let difference = try V(wire: wire)
          if isComposite {
            row[keyPath: path].apply(difference: difference)
          } else {
            row[keyPath: path] = difference
          }
        } catch {
          throw error.within(name)
        }
      },
      encodeValue: { row in row[keyPath: path].json },
      compareToDefault: { row in row[keyPath: path] == V.defaultValue },
      compareValues: { left, right in left[keyPath: path] == right[keyPath: path] })
  }
}

extension Column {
  /// Sets the property to the value on the wire.  Throws, the row unchanged, if it is of another type.
  @inlinable
  public func decode(_ wire: JSONElement, into row: inout R) throws(WireError) {
    try decodeValue(wire, &row)
  }

  /// Changes the property by a "modify" of update2 or update3, in place and in proportion to the
  /// difference.  Throws, the row unchanged, if it is of another type.
  @inlinable
  public func apply(difference wire: JSONElement, to row: inout R) throws(WireError) {
    try applyDifference(wire, &row)
  }

  /// The property's value, in the notation of RFC 7047 5.1.
  public func json(of row: R) -> JSON { encodeValue(row) }

  /// Whether the property has the value that an insertion may leave out.
  public func isDefault(in row: R) -> Bool { compareToDefault(row) }

  /// Whether two rows have the same value.
  public func isEqual(in left: R, _ right: R) -> Bool { compareValues(left, right) }

  /// What the column is in a schema.
  public var schema: ColumnSchema {
    ColumnSchema(type: type, isEphemeral: isEphemeral, isMutable: isMutable)
  }
}
