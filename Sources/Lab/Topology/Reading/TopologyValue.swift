internal import Address
internal import Yams

/// A value of a topology's file, and where it is.
struct TopologyValue {
  let node: Node
  let file: String
  /// The way to it from the top, as `zones[0].name`.
  let key: String

  var line: Int? { node.mark?.line }

  func error(_ reason: String) -> TopologyError {
    TopologyError(file: file, line: line, key: key, reason)
  }

  /// The members of an object, none of which may be unknown.
  func object(_ known: [String]) throws(TopologyError) -> TopologyObject {
    let members = try members()
    for (name, value) in members where !known.contains(name) {
      throw value.error("unknown key; known are \(known.joined(separator: ", "))")
    }
    return TopologyObject(value: self, members: members)
  }

  /// The members of an object, in the file's order. (That names are unique the parser sees to.)
  func members() throws(TopologyError) -> [(name: String, value: TopologyValue)] {
    guard let mapping = node.mapping else { throw error("expected keys with values") }
    var members: [(name: String, value: TopologyValue)] = []
    for (name, node) in mapping {
      guard let text = name.scalar?.string else { throw error("a key is not a text") }
      let value = TopologyValue(
        // An empty value has no place of its own.
        node: node, file: file, key: key.isEmpty ? text : "\(key).\(text)")
      members.append((text, value))
    }
    return members
  }

  func list() throws(TopologyError) -> [TopologyValue] {
    guard let sequence = node.sequence else { throw error("expected a list") }
    return sequence.enumerated().map { index, node in
      TopologyValue(node: node, file: file, key: "\(key)[\(index)]")
    }
  }

  /// A text, a number or a Boolean, as it is written.
  func text() throws(TopologyError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else { throw error("expected a value") }
    return text
  }

  /// What something is called: it goes into names of files too.
  func name() throws(TopologyError) -> String {
    let name = try text()
    guard name.utf8.count <= 60, !name.hasPrefix("."), !name.contains("/"),
      name.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { throw error("\"\(name)\" will not do as a name") }
    return name
  }

  func integer(in range: ClosedRange<Int>) throws(TopologyError) -> Int {
    guard let number = Int(try text()), range.contains(number) else {
      throw error("expected a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func boolean() throws(TopologyError) -> Bool {
    guard let value = Bool(try text()) else { throw error("expected true or false") }
    return value
  }

  /// Texts by text, as a column of options.
  func texts() throws(TopologyError) -> [String: String] {
    var texts: [String: String] = [:]
    for (name, value) in try members() { texts[name] = try value.text() }
    return texts
  }

  /// A text that reads as `type`, which messages call `what`.
  func parsed(_ type: any TextParsable.Type, _ what: String) throws(TopologyError) -> String {
    let text = try text()
    guard type.init(parsing: text) != nil else { throw error("\"\(text)\" is no \(what)") }
    return text
  }
}

/// An object of a topology's file.
struct TopologyObject {
  let value: TopologyValue
  let members: [(name: String, value: TopologyValue)]

  /// The member of that name, if it is there.
  subscript(name: String) -> TopologyValue? { members.first { $0.name == name }?.value }

  /// - Throws: ``TopologyError`` if the member is missing.
  func required(_ name: String) throws(TopologyError) -> TopologyValue {
    guard let member = self[name] else { throw value.error("\(name) is missing") }
    return member
  }

  /// The elements of a list, none if it is not there.
  func list(_ name: String) throws(TopologyError) -> [TopologyValue] {
    try self[name]?.list() ?? []
  }

  func texts(_ name: String) throws(TopologyError) -> [String: String] {
    try self[name]?.texts() ?? [:]
  }
}
