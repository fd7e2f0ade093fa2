import JSON

/// The members of one object of a schema, each taken once: what is left over is an error.
struct SchemaReader {
  private var members: [String: JSONElement] = [:]

  init(_ wire: JSONElement, of what: String) throws(SchemaError) {
    guard wire.kind == .object else { throw SchemaError("\(what) must be an object") }
    wire.forEachMember { members[$0] = $1 }
  }

  mutating func optional(_ name: String) -> JSONElement? { members.removeValue(forKey: name) }

  mutating func required(_ name: String) throws(SchemaError) -> JSONElement {
    guard let member = optional(name) else { throw SchemaError("member \"\(name)\" is missing") }
    return member
  }

  mutating func optionalString(_ name: String) throws(SchemaError) -> String? {
    guard let member = optional(name) else { return nil }
    guard let string = member.string else { throw SchemaError("\"\(name)\" must be a string") }
    return string
  }

  mutating func optionalBoolean(_ name: String) throws(SchemaError) -> Bool? {
    guard let member = optional(name) else { return nil }
    guard let value = member.boolean else { throw SchemaError("\"\(name)\" must be a boolean") }
    return value
  }

  mutating func optionalInteger(
    _ name: String, in range: ClosedRange<Int> = .min ... .max
  ) throws(SchemaError) -> Int? {
    guard let member = optional(name) else { return nil }
    guard let value = member.integer.flatMap({ Int(exactly: $0) }), range.contains(value) else {
      throw SchemaError("\"\(name)\" must be an integer in its range, not \(member)")
    }
    return value
  }

  mutating func optionalReal(_ name: String) throws(SchemaError) -> Double? {
    guard let member = optional(name) else { return nil }
    guard let value = member.real else { throw SchemaError("\"\(name)\" must be a number") }
    return value
  }

  mutating func optionalSet<Element: AtomicValue>(
    _ name: String
  ) throws(SchemaError) -> Set<Element>? {
    guard let member = optional(name) else { return nil }
    let set: Set<Element>
    do throws(WireError) { set = try Set(wire: member) } catch {
      throw SchemaError("\"\(name)\": \(error)")
    }
    guard !set.isEmpty else { throw SchemaError("\"\(name)\" must not be empty") }
    return set
  }

  /// Throws if a member was not taken.
  func finish() throws(SchemaError) {
    guard let name = members.keys.min() else { return }
    throw SchemaError("unexpected member \"\(name)\"")
  }
}
