internal import JSON

/// Takes the members of a JSON object one by one, and complains about the rest as `ovsdb-server` does.
struct MemberReader {
  private let element: JSONElement
  private let name: String
  private var allowed: Set<String> = []

  /// - Parameter name: what the object is, in complaints.
  init(_ element: JSONElement, name: String) throws(RequestError) {
    self.element = element
    self.name = name
    guard element.kind == .object else {
      throw .syntax("Parsing \(name) failed: Object expected.")
    }
  }

  /// A member that may be left out.
  mutating func optional(
    _ member: String, _ kind: JSONElement.Kind
  ) throws(RequestError) -> JSONElement? {
    allowed.insert(member)
    guard let value = element[member] else { return nil }
    guard value.kind == kind else { throw fail("Type mismatch for member '\(member)'.") }
    return value
  }

  /// Call at the end: throws if the object has other members.
  func finish() throws(RequestError) {
    var unknown: String?
    element.forEachMember { member, _ in
      if unknown == nil, !allowed.contains(member) { unknown = member }
    }
    if let unknown { throw fail("Member '\(unknown)' is present but not allowed here.") }
  }

  private func fail(_ reason: String) -> RequestError {
    .syntax("Parsing \(name) failed: \(reason)", element)
  }
}
