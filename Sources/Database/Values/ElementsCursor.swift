/// A place among the elements of a tree, which goes forward by an element or by a whole subtree.
struct ElementsCursor {
  /// From the root to a leaf; the index is that of the child one level deeper, or of the atom.
  private var path: [(node: Elements, index: Int)] = []

  init(_ root: Elements?) {
    if let root { descend(root) }
  }

  /// The element here, or `nil` at the end.
  var element: (key: Atom, value: Atom?)? {
    guard let (leaf, index) = path.last else { return nil }
    return (leaf.key(at: index), leaf.value(at: index))
  }

  private mutating func descend(_ node: Elements) {
    var node = node
    path.append((node, 0))
    while !node.isLeaf {
      node = node.children[0]
      path.append((node, 0))
    }
  }

  /// Goes on to the next element.
  mutating func advance() { advance(level: path.count - 1) }

  /// Goes on behind what `path[level]` points at.
  private mutating func advance(level: Int) {
    path.removeSubrange((level + 1)...)
    while let (node, index) = path.last {
      if index + 1 < node.keyCount {
        path[path.count - 1].index = index + 1
        if !node.isLeaf { descend(node.children[index + 1]) }
        return
      }
      path.removeLast()
    }
  }

  /// If a subtree that begins here begins at the other's place too, moves both behind it.
  static func skipShared(_ left: inout ElementsCursor, _ right: inout ElementsCursor) -> Bool {
    var height: Int?
    var level = 1
    while let a = left.subtree(height: level), let b = right.subtree(height: level) {
      if a === b { height = level }
      level += 1
    }
    guard let height else { return false }
    left.skip(height: height)
    right.skip(height: height)
    return true
  }

  /// The node so many levels above the atoms (a leaf is at 1) if its first element is the one here.
  private func subtree(height: Int) -> Elements? {
    guard height <= path.count else { return nil }
    for (_, index) in path.suffix(height) where index != 0 { return nil }
    return path[path.count - height].node
  }

  private mutating func skip(height: Int) {
    guard height < path.count else {
      path = []
      return
    }
    advance(level: path.count - height - 1)
  }
}
