public import OVSDB

extension Southbound {
  /// A logical switch or router as the chassis see it (ovn-sb(5), Datapath_Binding).
  public struct DatapathBinding: Row {
    /// The row in Northbound; missing from older servers.
    public var nbUUID: UUID?
    /// `logical-switch` or `logical-router`; missing from older servers.
    public var type: String?
    /// `logical-switch` or `logical-router`: the row in Northbound, on servers of any age.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<DatapathBinding>(
      "Datapath_Binding",
      columns: [
        Column("nb_uuid", \.nbUUID),
        Column(
          "type", \.type, type: .optional(.string(.oneOf(["logical-switch", "logical-router"])))),
        Column("external_ids", \.externalIDs),
      ])
  }
}
