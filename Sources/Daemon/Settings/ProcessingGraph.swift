/// What is computed from what, for people to look at: `--dump-inc-proc-graph`.
public struct ProcessingGraph: Equatable, Sendable {
  /// A step of the computation and the steps it reads.
  public struct Node: Equatable, Sendable {
    public var name: String
    public var inputs: [String]

    public init(_ name: String, inputs: [String] = []) {
      self.name = name
      self.inputs = inputs
    }
  }

  /// The nodes, inputs before those who read them.
  public var nodes: [Node]

  public init(_ nodes: [Node] = []) { self.nodes = nodes }

  /// The graph in the language of Graphviz; with a name, only that node and all that it depends on.
  public func dot(leadingTo name: String? = nil) -> String {
    let kept = name.map(ancestors(of:)) ?? Set(nodes.map(\.name))
    var text = "digraph \"Incremental-Processing-Engine\" {\n\trankdir=LR;\n"
    for node in nodes where kept.contains(node.name) {
      text += "\t\(node.name) [style=filled, shape=box, fillcolor=white, label=\"\(node.name)\"];\n"
      for input in node.inputs { text += "\t\(input) -> \(node.name) [label=\"\"];\n" }
    }
    return text + "}\n"
  }

  private func ancestors(of name: String) -> Set<String> {
    let inputs = Dictionary(nodes.map { ($0.name, $0.inputs) }) { first, _ in first }
    var found: Set<String> = []
    var pending = [name]
    while let next = pending.popLast() {
      guard inputs[next] != nil, found.insert(next).inserted else { continue }
      pending += inputs[next] ?? []
    }
    return found
  }
}
