extension Elements {
  /// The tree with `key`, whose value in a map is `value`; one that is there is replaced.
  func inserting(_ key: Atom, _ value: Atom?) -> Elements {
    let nodes = replacement(inserting: key, value)
    return nodes.count == 1 ? nodes[0] : Elements(children: nodes)
  }

  /// The tree without `key`; `nil` if that leaves nothing.
  func removing(_ key: Atom) -> Elements? {
    guard var root = replacement(removing: key) else { return nil }
    while root.children.count == 1 { root = root.children[0] }
    return root
  }

  /// One or two nodes in this one's place.
  private func replacement(inserting key: Atom, _ value: Atom?) -> [Elements] {
    guard isLeaf else {
      let index = childIndex(of: key)
      var children = children
      children.replaceSubrange(
        index...index, with: children[index].replacement(inserting: key, value))
      return Self.split(children)
    }
    let (index, isFound) = position(of: key)
    guard isFound else {
      return Self.split(
        keys.inserting(key, at: index), value.map { values.inserting($0, at: index) } ?? [])
    }
    guard let value else { return [self] }
    var changed = Array(values)
    changed[index] = value
    return [Elements(keys: Array(keys), values: changed)]
  }

  private static func split(_ keys: [Atom], _ values: [Atom]) -> [Elements] {
    guard keys.count > capacity else { return [Elements(keys: keys, values: values)] }
    let middle = keys.count / 2
    return [
      Elements(keys: Array(keys[..<middle]), values: Array(values.prefix(middle))),
      Elements(keys: Array(keys[middle...]), values: Array(values.dropFirst(middle))),
    ]
  }

  private static func split(_ children: [Elements]) -> [Elements] {
    guard children.count > capacity else { return [Elements(children: children)] }
    let middle = children.count / 2
    return [
      Elements(children: Array(children[..<middle])),
      Elements(children: Array(children[middle...])),
    ]
  }

  /// The node without `key`, or `nil` if it is then empty; `self` if the key is not there.
  private func replacement(removing key: Atom) -> Elements? {
    guard isLeaf else {
      let index = childIndex(of: key)
      let changed = children[index].replacement(removing: key)
      if changed === children[index] { return self }
      var children = children
      if let changed {
        children[index] = changed
        Self.join(&children, around: index)
      } else {
        children.remove(at: index)
      }
      return children.isEmpty ? nil : Elements(children: children)
    }
    let (index, isFound) = position(of: key)
    guard isFound else { return self }
    guard count > 1 else { return nil }
    var keys = Array(keys)
    var values = Array(values)
    keys.remove(at: index)
    if !values.isEmpty { values.remove(at: index) }
    return Elements(keys: keys, values: values)
  }

  /// Makes one of two neighbours that have become small.
  private static func join(_ nodes: inout [Elements], around index: Int) {
    for left in [index - 1, index] where left >= 0 && left + 1 < nodes.count {
      let (first, second) = (nodes[left], nodes[left + 1])
      guard first.keyCount + second.keyCount <= capacity / 2 else { continue }
      nodes[left] =
        first.isLeaf
        ? Elements(
          keys: Array(first.keys + second.keys), values: Array(first.values + second.values))
        : Elements(children: first.children + second.children)
      nodes.remove(at: left + 1)
      return
    }
  }
}

extension ArraySlice<Atom> {
  /// These and one more, in an array that has no room to spare, as it is kept.
  fileprivate func inserting(_ atom: Atom, at index: Int) -> [Atom] {
    var atoms: [Atom] = []
    atoms.reserveCapacity(count + 1)
    atoms += prefix(index)
    atoms.append(atom)
    atoms += dropFirst(index)
    return atoms
  }
}
