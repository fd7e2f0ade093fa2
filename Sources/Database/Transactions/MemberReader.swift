import JSON

/// Reads the members of an operation, each once; the first thing wrong is kept, and what nobody asked
/// for is wrong.
struct MemberReader {
  /// What a member may be.
  enum Kind {
    case string, identifier, integer, boolean, array, object

    fileprivate func matches(_ value: JSONElement) -> Bool {
      switch self {
      case .string: value.kind == .string
      case .identifier: value.string?.isIdentifier ?? false
      case .integer: value.kind == .integer
      case .boolean: value.kind == .boolean
      case .array: value.kind == .array
      case .object: value.kind == .object
      }
    }
  }

  /// The object, or `nil` if there is none.
  let element: JSONElement?
  private let name: () -> String
  private var used: [String] = []
  /// The first thing wrong.
  private(set) var error: OperationError?

  /// `name` is what the object is, in messages.
  init(_ element: JSONElement, name: @escaping @autoclosure () -> String) {
    self.name = name
    self.element = element.kind == .object ? element : nil
    if element.kind != .object { fail("Object expected.") }
  }

  /// Notes what is wrong, unless something was before.
  mutating func fail(_ message: String) {
    guard error == nil else { return }
    error = .syntax("Parsing \(name()) failed: \(message)", element)
  }

  /// A member that must be there.
  mutating func required(_ member: String, _ kind: Kind) -> JSONElement? {
    guard let element else { return nil }
    guard element[member] != nil else {
      fail("Required '\(member)' member is missing.")
      return nil
    }
    return optional(member, kind)
  }

  /// A member that may be there.
  mutating func optional(_ member: String, _ kind: Kind) -> JSONElement? {
    guard let value = element?[member] else { return nil }
    guard kind.matches(value) else {
      fail("Type mismatch for member '\(member)'.")
      return nil
    }
    used.append(member)
    return value
  }

  /// Throws the first thing wrong so far.
  func check() throws(OperationError) {
    if let error { throw error }
  }

  /// The first thing wrong, members that were not asked for included.
  mutating func finish() -> OperationError? {
    guard error == nil, let element else { return error }
    // A hostile object may have very many: names are compared with the few that were read.
    var first: String?
    var unused: Set<String> = []
    element.forEachMember { name, _ in
      guard !used.contains(name) else { return }
      first = first ?? name
      unused.insert(name)
    }
    guard let first else { return nil }
    switch unused.count - 1 {
    case 0: fail("Member '\(first)' is present but not allowed here.")
    case let others:
      fail(
        "Member '\(first)' and \(others) other member\(others > 1 ? "s" : "") are present but "
          + "not allowed here.")
    }
    return error
  }
}
