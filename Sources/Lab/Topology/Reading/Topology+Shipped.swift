/// The topologies that come with the program.
extension Topology {
  /// Their names.
  public static let exampleNames = examples.map(\.name)

  /// The text of an example; nil if there is none of that name.
  public static func exampleText(_ name: String) -> String? {
    examples.first { $0.name == name }.map { String(decoding: $0.text, as: UTF8.self) }
  }

  /// An example.
  ///
  /// - Throws: ``TopologyError`` if there is none of that name.
  public init(example name: String) throws(TopologyError) {
    guard let text = Self.exampleText(name) else {
      throw TopologyError(
        file: name,
        "there is no such example; there are \(Self.exampleNames.joined(separator: ", "))")
    }
    try self.init(yaml: text, file: "\(name).yaml")
  }

  private static let examples: [(name: String, text: [UInt8])] = [
    ("interconnection", PackageResources.interconnection_yaml),
    ("external-ports", PackageResources.external_ports_yaml),
    ("hub", PackageResources.hub_yaml),
    ("redundant-gateways", PackageResources.redundant_gateways_yaml),
  ]
}
