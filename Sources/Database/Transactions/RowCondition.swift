public import JSON
import OVSDB

/// What rows an operation or a monitor concerns: clauses, which are <condition>s of RFC 7047 5.1 or,
/// as `ovsdb-server` allows, a Boolean.
public struct RowCondition: Sendable {
  enum Clause: Sendable {
    case always(Bool)
    case column(Int, Condition.Function, Datum)
  }

  private(set) var clauses: [Clause] = []

  /// Reads a condition on rows of a table.
  public init(_ wire: JSONElement, _ layout: TableLayout) throws(OperationError) {
    var names: NamedRows?
    try self.init(wire, layout, &names)
  }

  init(
    _ wire: JSONElement, _ layout: TableLayout, _ names: inout NamedRows?
  ) throws(OperationError) {
    try wire.forEachElement { clause throws(OperationError) in
      clauses.append(try Self.clause(clause, layout, &names))
    }
  }

  private static func clause(
    _ wire: JSONElement, _ layout: TableLayout, _ names: inout NamedRows?
  ) throws(OperationError) -> Clause {
    if let value = wire.boolean { return .always(value) }
    guard wire.kind == .array, wire.count == 3, let name = wire[0]?.string,
      let functionName = wire[1]?.string, let value = wire[2]
    else { throw .syntax("Parse error in condition.", wire) }
    guard let position = layout.position(of: name) else {
      throw .unknownColumn(name, layout, wire)
    }
    guard let function = Condition.Function(rawValue: functionName) else {
      throw OperationError("unknown function", "No function named \(functionName).")
    }
    var type = layout.columns[position].type
    switch function {
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard type.isScalar || type.isOptionalScalar, type.key.isNumber else {
        throw .typeMismatch(functionName, name, type, wire)
      }
      type.minimum = 1
    case .equal, .notEqual: break
    case .excludes:
      if !type.isScalar { (type.minimum, type.maximum) = (0, nil) }
    case .includes:
      if !type.isScalar { type.minimum = 0 }
    }
    return .column(position, function, try Datum(value, type, &names))
  }
}

extension RowCondition {
  /// Whether there are no clauses.
  var isEmpty: Bool { clauses.isEmpty }

  /// Whether all clauses hold of the row, as in an operation's `where`.
  func allHold(of row: DatabaseRow) -> Bool {
    for clause in clauses where !clause.holds(of: row) { return false }
    return true
  }

  /// What a column must be equal to, if a clause says so.
  func equal(at position: Int) -> Datum? {
    for case .column(position, .equal, let value) in clauses { return value }
    return nil
  }
}

extension RowCondition.Clause {
  func holds(of row: DatabaseRow) -> Bool {
    guard case .column(let position, let function, let argument) = self else {
      if case .always(let holds) = self { return holds }
      return false
    }
    let field = row[position]
    switch function {
    case .equal: return field == argument
    case .notEqual: return field != argument
    case .includes: return field.includes(argument)
    case .excludes: return field.excludes(argument)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let left = field.scalar, let right = argument.scalar else { return false }
      switch function {
      case .less: return left < right
      case .lessOrEqual: return left <= right
      case .greater: return left > right
      default: return left >= right
      }
    }
  }
}

extension Datum {
  /// Whether each of the argument's atoms or pairs is here.
  fileprivate func includes(_ argument: Datum) -> Bool {
    var includes = true
    argument.forEachElement { includes = includes && contains($0, $1) }
    return includes
  }

  /// Whether none of the argument's atoms or pairs is here.
  fileprivate func excludes(_ argument: Datum) -> Bool {
    var excludes = true
    argument.forEachElement { excludes = excludes && !contains($0, $1) }
    return excludes
  }
}

extension BaseType {
  var isNumber: Bool {
    switch self {
    case .integer, .real: true
    default: false
    }
  }
}

extension OperationError {
  static func unknownColumn(
    _ name: String, _ layout: TableLayout, _ wire: JSONElement
  ) -> OperationError {
    OperationError("unknown column", "No column \(name) in table \(layout.name).", syntax: wire)
  }

  static func typeMismatch(
    _ operation: String, _ column: String, _ type: ColumnType, _ wire: JSONElement
  ) -> OperationError {
    .syntax(
      "Type mismatch: \"\(operation)\" operator may not be applied to column \(column) of type "
        + "\(type.english).", wire)
  }
}
