/// The atoms of a set, or the pairs of a map, in the order of their keys: an immutable B-tree.
///
/// A change makes a new tree that shares all but a path with the old one, so that a set of 20,000
/// elements takes one more in the time of a few nodes, and a row before a change and after it are both
/// there at the cost of the change.  What two trees share tells where they do not differ
/// (``ElementsCursor``), so finding a difference costs no more than the change that made it.
final class Elements: Sendable {
  /// The most atoms of a leaf, and the most children of an inner node.
  static let capacity = 64

  /// A leaf's atoms, in order; of an inner node the first key of each child.
  let keys: [Atom]
  /// A map's values, in a leaf, beside the keys; empty for a set.
  let values: [Atom]
  /// Empty in a leaf.  All leaves are equally deep.
  let children: [Elements]
  /// Elements in this node and below.
  let count: Int

  /// A leaf.
  init(keys: [Atom], values: [Atom]) {
    self.keys = keys
    self.values = values
    children = []
    count = keys.count
  }

  /// An inner node of children that are not empty.
  init(children: [Elements]) {
    keys = children.map { $0.keys[0] }
    values = []
    self.children = children
    count = children.reduce(0) { $0 + $1.count }
  }

  var isLeaf: Bool { children.isEmpty }

  /// Whether these are a map's.
  var holdsPairs: Bool {
    var node = self
    while !node.isLeaf { node = node.children[0] }
    return !node.values.isEmpty
  }
}

extension Elements {
  /// The tree of atoms that are in order and differ; `nil` if there are none.
  static func make(sortedKeys keys: [Atom], values: [Atom]) -> Elements? {
    guard !keys.isEmpty else { return nil }
    guard keys.count > capacity else { return Elements(keys: keys, values: values) }
    // Leaves are left with room, so that the first additions do not split each.
    var level = stride(from: 0, to: keys.count, by: capacity * 3 / 4).map { start in
      let range = start..<min(start + capacity * 3 / 4, keys.count)
      return Elements(
        keys: Array(keys[range]), values: values.isEmpty ? [] : Array(values[range]))
    }
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: capacity * 3 / 4).map { start in
        Elements(children: Array(level[start..<min(start + capacity * 3 / 4, level.count)]))
      }
    }
    return level[0]
  }

  /// Where `key` is in `keys`, or where it would be.
  func position(of key: Atom) -> (index: Int, isFound: Bool) {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      let order = key.compared(to: keys[middle])
      if order == 0 { return (middle, true) }
      if order < 0 { high = middle } else { low = middle + 1 }
    }
    return (low, false)
  }

  /// The child that holds `key` if any does.
  func childIndex(of key: Atom) -> Int {
    let (index, isFound) = position(of: key)
    return isFound ? index : max(index - 1, 0)
  }

  /// Whether `key` is there, and its value in a map.
  func find(_ key: Atom) -> (isFound: Bool, value: Atom?) {
    var node = self
    while !node.isLeaf { node = node.children[node.childIndex(of: key)] }
    let (index, isFound) = node.position(of: key)
    guard isFound else { return (false, nil) }
    return (true, node.values.isEmpty ? nil : node.values[index])
  }

  /// Calls `body` with each element, in order.
  func forEachElement<E: Error>(_ body: (Atom, Atom?) throws(E) -> Void) throws(E) {
    for child in children { try child.forEachElement(body) }
    guard isLeaf else { return }
    for index in keys.indices { try body(keys[index], values.isEmpty ? nil : values[index]) }
  }
}
