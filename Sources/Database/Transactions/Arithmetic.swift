import OVSDB

/// The arithmetic mutators of RFC 7047 5.1 on one number.
enum Arithmetic {
  static func apply(
    _ mutator: Mutation.Mutator, _ left: Atom, _ right: Atom
  ) throws(OperationError) -> Atom {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): .integer(try integers(mutator, left, right))
    case (.real(let left), .real(let right)): .real(try reals(mutator, left, right))
    default: left
    }
  }

  private static func integers(
    _ mutator: Mutation.Mutator, _ left: Int64, _ right: Int64
  ) throws(OperationError) -> Int64 {
    let (result, overflow) =
      switch mutator {
      case .add: left.addingReportingOverflow(right)
      case .subtract: left.subtractingReportingOverflow(right)
      case .multiply: multiply(left, right)
      case .divide: left.dividedReportingOverflow(by: try checked(divisor: right))
      case .remainder: left.remainderReportingOverflow(dividingBy: try checked(divisor: right))
      case .insert, .delete: (left, overflow: false)
      }
    guard !overflow else { throw outOfRange(mutator) }
    return result
  }

  /// `ovsdb-server` calls the largest integer out of range if it is a product of positive ones.
  private static func multiply(_ left: Int64, _ right: Int64) -> (Int64, overflow: Bool) {
    let (result, overflow) = left.multipliedReportingOverflow(by: right)
    let isRefused = left > 0 && right > 0 && left >= Int64.max / right
    return (result, overflow || isRefused)
  }

  private static func checked(divisor: Int64) throws(OperationError) -> Int64 {
    guard divisor != 0 else { throw OperationError("domain error", "Division by zero.") }
    return divisor
  }

  private static func reals(
    _ mutator: Mutation.Mutator, _ left: Double, _ right: Double
  ) throws(OperationError) -> Double {
    let result: Double
    switch mutator {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    case .divide:
      guard right != 0 else { throw OperationError("domain error", "Division by zero.") }
      result = left / right
    case .remainder, .insert, .delete: result = left
    }
    guard result.isFinite else { throw outOfRange(mutator) }
    return result
  }

  private static func outOfRange(_ mutator: Mutation.Mutator) -> OperationError {
    OperationError(
      "range error", "Result of \"\(mutator.rawValue)\" operation is out of range.")
  }
}
