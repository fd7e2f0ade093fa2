public import OVSDB

extension Northbound {
  /// The number by which samples tell what was sampled (ovn-nb(5), Sampling_App).
  public struct SamplingApp: Row {
    /// What is sampled: `drop`, `acl-new` or `acl-est`.
    public var type = ""
    /// The number, 1…255.
    public var id = 0
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<SamplingApp>(
      "Sampling_App",
      columns: [
        Column("type", \.type, type: .scalar(.string(.oneOf(["drop", "acl-new", "acl-est"])))),
        Column("id", \.id, type: .scalar(.integer(in: 1...255))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["type"]])
  }
}
