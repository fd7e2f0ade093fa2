/// What `inc-engine/show-stats` tells of each kind of result (ovn-northd(8)): how often all of it was
/// derived anew, how often one of it was derived, and how often that was given up, which is never.
struct EngineStatistics {
  /// What the third counter is called; that has changed from release to release of OVN.
  let nameOfThird: String
  private let nodes: [(name: String, recomputes: Int, runs: Int)]

  /// - Parameters:
  ///   - total: the name of all kinds taken together.
  init(
    _ kinds: [(kind: String, keys: Int, runs: Int)], recomputes: Int, total: String,
    nameOfThird: String
  ) {
    self.nameOfThird = nameOfThird
    nodes =
      kinds.map { ($0.kind, recomputes, $0.runs) }
      + [(total, recomputes, kinds.reduce(0) { $0 + $1.runs })]
  }

  /// The text for `[NODE [COUNTER]]`.
  func text(_ arguments: [String]) throws(UnixctlError) -> String {
    guard let name = arguments.first else { return nodes.map { text(of: $0) }.joined() }
    guard let node = nodes.first(where: { $0.name == name }) else {
      throw UnixctlError("\(name): no such node")
    }
    guard arguments.count == 2 else { return text(of: node) }
    switch arguments[1] {
    case "recompute": return "\(node.recomputes)"
    case "compute": return "\(node.runs)"
    case nameOfThird: return "0"
    default: throw UnixctlError("\(arguments[1]): no such counter")
    }
  }

  private func text(of node: (name: String, recomputes: Int, runs: Int)) -> String {
    let counters = [("recompute", node.recomputes), ("compute", node.runs), (nameOfThird, 0)]
    return "Node: \(node.name)\n"
      + counters.map { name, count in
        let label = "- \(name):"
        return label + String(repeating: " ", count: max(0, 13 - label.count))
          + padded(count) + "\n"
      }.joined()
  }

  private func padded(_ number: Int) -> String {
    let text = "\(number)"
    return String(repeating: " ", count: max(0, 12 - text.count)) + text
  }
}
