/// The names of things of one kind, each with the line that it is on.
struct TopologyNames {
  /// What the things are, as `chassis`.
  let kind: String
  private var lines: [String: Int] = [:]

  init(_ kind: String) { self.kind = kind }

  func contains(_ name: String) -> Bool { lines[name] != nil }

  /// Reads the name of one more.
  ///
  /// - Throws: ``TopologyError`` if it is taken.
  mutating func add(_ value: TopologyValue) throws(TopologyError) -> String {
    let name = try value.name()
    if let line = lines[name] {
      throw value.error("there is a \(kind) \"\(name)\" on line \(line) already")
    }
    lines[name] = value.line ?? 0
    return name
  }

  /// Reads the name of one that is there.
  func reference(_ value: TopologyValue) throws(TopologyError) -> String {
    let name = try value.text()
    guard contains(name) else { throw value.error("there is no \(kind) \"\(name)\"") }
    return name
  }

  /// Reads priorities by name.
  func priorities(_ value: TopologyValue) throws(TopologyError) -> [String: Int] {
    var priorities: [String: Int] = [:]
    for (name, priority) in try value.members() {
      guard contains(name) else { throw priority.error("there is no \(kind) \"\(name)\"") }
      priorities[name] = try priority.integer(in: 0...32767)
    }
    return priorities
  }
}
