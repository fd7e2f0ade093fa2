internal import Database
internal import OVSDB

extension Atom {
  /// The atom of that type that `text`, one word, is; a name in `symbols` may stand for a UUID.
  ///
  /// Throws if it is of another type, or if the constraints of the type exclude it.
  init(
    reading text: String, _ type: BaseType, _ symbols: inout RowSymbols
  ) throws(CommandError) {
    self = try Atom.read(text, type, &symbols)
    try Atom.check(self, type)
  }

  private static func read(
    _ text: String, _ type: BaseType, _ symbols: inout RowSymbols
  ) throws(CommandError) -> Atom {
    switch type {
    case .integer:
      guard let value = Int64(text) else {
        throw CommandError("\"\(text)\" is not a valid integer or range")
      }
      return .integer(value)
    case .real:
      guard let value = real(text) else {
        throw CommandError("\"\(text)\" is not a valid real number")
      }
      return .real(value)
    case .boolean:
      switch text {
      case "true", "yes", "on", "1": return .boolean(true)
      case "false", "no", "off", "0": return .boolean(false)
      default:
        throw CommandError("\"\(text)\" is not a valid boolean (use \"true\" or \"false\")")
      }
    case .string: return .string(try string(text))
    case .uuid:
      if text.hasPrefix("@") { return .uuid(symbols.refer(to: text, type)) }
      guard let uuid = UUID(text) else { throw CommandError("\"\(text)\" is not a valid UUID") }
      return .uuid(uuid)
    }
  }

  /// A number too large for a double is none; zero has no sign, as in JSON.
  private static func real(_ text: String) -> Double? {
    guard let value = Double(text), value.isFinite || !text.contains(where: \.isNumber) else {
      return nil
    }
    return value == 0 ? 0 : value
  }

  private static func string(_ text: String) throws(CommandError) -> String {
    guard !text.isEmpty else {
      throw CommandError(
        "An empty string is not valid as input; use \"\" to represent the empty string")
    }
    return text.utf8.first == UInt8(ascii: "\"") ? try QuotedString.unquote(text) : text
  }

  private static func check(_ atom: Atom, _ type: BaseType) throws(CommandError) {
    do throws(OperationError) { try atom.check(type) } catch {
      throw CommandError(error.description)
    }
  }
}

extension Atom {
  /// The integers of that type that `text`, as `1-5`, is; `nil` if it is no range.
  ///
  /// Throws if it ends before it starts, is too large, or if the type's constraints exclude any of it.
  static func range(
    reading text: String, _ type: BaseType
  ) throws(CommandError) -> ClosedRange<Int64>? {
    guard case .integer = type, let (first, last) = bounds(text) else { return nil }
    guard last >= first else {
      throw CommandError(
        "\"\(text)\" is not a valid range. Range end cannot be before start.")
    }
    try check(.integer(first), type)
    guard last.subtractingReportingOverflow(first).partialValue.magnitude < maximumRangeSize,
      !last.subtractingReportingOverflow(first).overflow
    else {
      throw CommandError(
        "constraint violation: Range \"\(first)-\(last)\" is too big. "
          + "Maximum allowed size is \(maximumRangeSize).")
    }
    for value in first...last { try check(.integer(value), type) }
    return first...last
  }

  private static let maximumRangeSize: UInt64 = 4096

  /// The two numbers between which a dash stands that is no sign.
  private static func bounds(_ text: String) -> (Int64, Int64)? {
    guard let dash = text.dropFirst().firstIndex(of: "-"), let first = Int64(text[..<dash]),
      let last = Int64(text[text.index(after: dash)...])
    else { return nil }
    return (first, last)
  }
}
