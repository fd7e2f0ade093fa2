public import OVSDB

extension Atom {
  /// Throws if the type's constraints exclude this atom.  References are checked at commit.
  public func check(_ type: BaseType) throws(OperationError) {
    switch (self, type) {
    case (.integer(let value), .integer(.oneOf(let values)?)):
      try check(
        Int(exactly: value).map(values.contains) ?? false, values.map { .integer(Int64($0)) })
    case (.integer(let value), .integer(.range(let minimum, let maximum)?)):
      try Self.check(value, minimum.map(Int64.init), maximum.map(Int64.init), \.description)
    case (.real(let value), .real(.oneOf(let values)?)):
      try check(values.contains(value), values.map { .real($0) })
    case (.real(let value), .real(.range(let minimum, let maximum)?)):
      try Self.check(value, minimum, maximum, \.shortText)
    case (.boolean(let value), .boolean(oneOf: let values?)):
      try check(values.contains(value), values.map { .boolean($0) })
    case (.string(let value), .string(let constraint?)):
      try check(value, constraint)
    case (.uuid(let value), .uuid(.oneOf(let values)?)):
      try check(values.contains(value), values.map { .uuid($0) })
    default: break
    }
  }

  private func check(
    _ isAllowed: Bool, _ values: @autoclosure () -> [Atom]
  ) throws(OperationError) {
    guard !isAllowed else { return }
    let allowed = values().sorted().map(\.description).joined(separator: ", ")
    throw .violation("\(self) is not one of the allowed values ([\(allowed)])")
  }

  private static func check<Number: Comparable>(
    _ value: Number, _ minimum: Number?, _ maximum: Number?, _ text: (Number) -> String
  ) throws(OperationError) {
    let isAllowed = minimum.map { value >= $0 } ?? true && maximum.map { value <= $0 } ?? true
    guard !isAllowed else { return }
    switch (minimum, maximum) {
    case (let minimum?, let maximum?):
      throw .violation(
        "\(text(value)) is not in the valid range \(text(minimum)) to \(text(maximum)) (inclusive)")
    case (let minimum?, nil):
      throw .violation("\(text(value)) is less than minimum allowed value \(text(minimum))")
    case (nil, let maximum?):
      throw .violation("\(text(value)) is greater than maximum allowed value \(text(maximum))")
    case (nil, nil): break
    }
  }

  private func check(_ text: String, _ constraint: StringConstraint) throws(OperationError) {
    switch constraint {
    case .oneOf(let values): try check(values.contains(text), values.map { .string($0) })
    case .length(let minimum, let maximum):
      let count = text.unicodeScalars.count
      if let minimum, count < minimum {
        throw .violation(
          "\"\(text)\" length \(count) is less than minimum allowed length \(minimum)")
      }
      if let maximum, count > maximum {
        throw .violation(
          "\"\(text)\" length \(count) is greater than maximum allowed length \(maximum)")
      }
    }
  }
}

extension OperationError {
  static func violation(_ details: String) -> OperationError {
    OperationError("constraint violation", details)
  }
}
