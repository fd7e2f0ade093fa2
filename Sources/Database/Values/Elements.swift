/// The atoms of a set, or the pairs of a map, in the order of their keys: an immutable B-tree.
///
/// A change makes a new tree that shares all but a path with the old one, so that a set of 20,000
/// elements takes one more in the time of a few nodes, and a row before a change and after it are both
/// there at the cost of the change.  What two trees share tells where they do not differ
/// (``ElementsCursor``), so finding a difference costs no more than the change that made it.
final class Elements: Sendable {
  /// The most atoms of a leaf, and the most children of an inner node.
  static let capacity = 64

  /// A leaf's keys and then, if they are a map's, their values: small maps are many, and one array is
  /// smaller than two.  Of an inner node the first key of each child.
  private let atoms: [Atom]
  /// Empty in a leaf.  All leaves are equally deep.
  let children: [Elements]
  /// Elements in this node and below.
  let count: Int

  /// A leaf.
  init(keys: [Atom], values: [Atom]) {
    atoms = values.isEmpty ? keys : keys + values
    children = []
    count = keys.count
  }

  /// An inner node of children that are not empty.
  init(children: [Elements]) {
    atoms = children.map { $0.key(at: 0) }
    self.children = children
    count = children.reduce(0) { $0 + $1.count }
  }

  var isLeaf: Bool { children.isEmpty }

  /// A leaf's atoms, in order, or of an inner node one for each child.
  var keyCount: Int { isLeaf ? count : children.count }
  var keys: ArraySlice<Atom> { atoms[..<keyCount] }
  /// A map's values, in a leaf, in the order of the keys; empty for a set.
  var values: ArraySlice<Atom> { atoms[keyCount...] }

  func key(at index: Int) -> Atom { atoms[index] }

  /// The value of the key at `index`; `nil` in a set.
  func value(at index: Int) -> Atom? {
    atoms.count > keyCount ? atoms[keyCount + index] : nil
  }

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
    var high = keyCount
    while low < high {
      let middle = (low + high) / 2
      let order = key.compared(to: atoms[middle])
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
    return isFound ? (true, node.value(at: index)) : (false, nil)
  }

  /// Calls `body` with each element, in order.
  func forEachElement<E: Error>(_ body: (Atom, Atom?) throws(E) -> Void) throws(E) {
    for child in children { try child.forEachElement(body) }
    guard isLeaf else { return }
    for index in 0..<count { try body(key(at: index), value(at: index)) }
  }
}
