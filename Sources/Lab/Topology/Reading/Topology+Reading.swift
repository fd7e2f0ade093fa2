internal import Yams

extension Topology {
  /// Reads a topology from YAML; `Topology/Examples` has some.
  ///
  /// - Parameter file: what messages call it.
  /// - Throws: ``TopologyError`` if it is no YAML, or if a key is unknown, a value malformed, a name
  ///   taken, or something referred to that is not there.
  public init(yaml: String, file: String) throws(TopologyError) {
    let root: Node?
    do { root = try Yams.compose(yaml: yaml) } catch {
      throw TopologyError(error, file: file)
    }
    guard let root else { throw TopologyError(file: file, "there is nothing in it") }
    let top = try TopologyValue(node: root, file: file, key: "")
      .object(["transit-switches", "zones"])
    var reader = TopologyReader()
    self.init()
    for value in try top.list("transit-switches") {
      transitSwitches.append(try reader.transitSwitches.add(value))
    }
    for value in try top.required("zones").list() { zones.append(try reader.zone(value)) }
    if zones.isEmpty { throw try top.required("zones").error("expected one zone at least") }
  }
}

extension TopologyError {
  fileprivate init(_ error: any Error, file: String) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      self.init(file: file, line: mark.line, "this is no YAML: \(problem)")
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      self.init(
        file: file, line: context.mark.line, key: keys.first ?? "",
        "the key is there more than once")
    default: self.init(file: file, "this is no YAML: \(error)")
    }
  }
}
