import JSON
import OVSDB

/// A change of a column that depends on its value: <mutation> of RFC 7047 5.1, read for a table.
struct RowMutation {
  let position: Int
  private let name: String
  private let type: ColumnType
  private let mutator: Mutation.Mutator
  private let argument: Datum
  /// Whether a map's pairs are deleted by their keys alone.
  private var isByKey = false

  init(
    _ wire: JSONElement, _ layout: TableLayout, _ names: inout NamedRows?
  ) throws(OperationError) {
    guard wire.kind == .array, wire.count == 3, let name = wire[0]?.string,
      let mutatorName = wire[1]?.string, let value = wire[2]
    else { throw .syntax("Parse error in mutation.", wire) }
    guard let position = layout.position(of: name) else {
      throw .unknownColumn(name, layout, wire)
    }
    let column = layout.columns[position]
    guard column.isMutable else {
      throw OperationError(
        "constraint violation",
        "Cannot mutate immutable column \(name) in table \(layout.name).", syntax: wire)
    }
    guard let mutator = Mutation.Mutator(rawValue: mutatorName) else {
      throw OperationError("unknown mutator", "No mutator named \(mutatorName).")
    }
    let type = column.type
    guard type.allows(mutator) else { throw .typeMismatch(mutatorName, name, type, wire) }
    (self.position, self.name, self.type, self.mutator) = (position, name, type, mutator)
    switch mutator {
    case .add, .subtract, .multiply, .divide, .remainder:
      argument = try Datum(value, ColumnType(key: type.key.unconstrained), &names)
    case .insert:
      var wanted = type
      wanted.minimum = 0
      argument = try Datum(value, wanted, &names)
    case .delete:
      var wanted = type
      (wanted.minimum, wanted.maximum) = (0, nil)
      do throws(OperationError) {
        argument = try Datum(value, wanted, &names)
      } catch {
        guard type.isMap else { throw error }
        wanted.value = nil
        argument = try Datum(value, wanted, &names)
        isByKey = true
      }
    }
  }

  /// Changes the column's value.
  func apply(to datum: inout Datum) throws(OperationError) {
    switch mutator {
    case .insert:
      argument.forEachElement { key, value in
        if !datum.contains(key) { datum.insert(key, value) }
      }
      try checkCount(of: datum)
    case .delete:
      argument.forEachElement { key, value in
        if isByKey || datum.contains(key, value) { datum.remove(key) }
      }
      try checkCount(of: datum)
    default: try applyArithmetic(to: &datum)
    }
  }

  private func checkCount(of datum: Datum) throws(OperationError) {
    guard type.allows(count: datum.count) else {
      throw .violation("Attempted to store \(datum.count) elements in \(type.english).")
    }
  }

  private func applyArithmetic(to datum: inout Datum) throws(OperationError) {
    guard let operand = argument.scalar else { return }
    var results: [Atom] = []
    try datum.forEachElement { atom, _ throws(OperationError) in
      results.append(try Arithmetic.apply(mutator, atom, operand))
    }
    for atom in results { try atom.check(type.key) }
    results.sort()
    for (left, right) in zip(results, results.dropFirst()) where left == right {
      throw .violation("Result of \"\(mutator.rawValue)\" operation contains duplicates.")
    }
    datum = Datum(sortedKeys: results, values: [])
  }
}

extension ColumnType {
  fileprivate func allows(_ mutator: Mutation.Mutator) -> Bool {
    switch mutator {
    case .insert, .delete: return isSet || isMap
    case .remainder:
      guard case .integer = key else { return false }
      return isScalar || isSet
    default: return key.isNumber && (isScalar || isSet)
    }
  }
}

extension BaseType {
  /// The type without its constraints.
  var unconstrained: BaseType {
    switch self {
    case .integer: .integer()
    case .real: .real()
    case .boolean: .boolean()
    case .string: .string()
    case .uuid: .uuid()
    }
  }
}
