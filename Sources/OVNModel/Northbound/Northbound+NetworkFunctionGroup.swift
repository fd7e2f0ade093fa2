public import OVSDB

extension Northbound {
  /// Network functions that do the same, of which one is active (ovn-nb(5),
  /// Network_Function_Group).
  public struct NetworkFunctionGroup: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// What happens while none works: `fail-open` lets packets pass, `fail-close` does not.
    public var fallback: String?
    /// The functions to choose from.
    public var networkFunction: Set<UUID> = []
    /// The function in use; kept by northd.
    public var networkFunctionActive: UUID?
    /// `inline` sends packets through it, `vtap` sends it copies.
    public var mode = ""
    /// Its number, unique in the zone, 1…255.
    public var id = 0
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<NetworkFunctionGroup>(
      "Network_Function_Group",
      columns: [
        Column("name", \.name),
        Column(
          "fallback", \.fallback, type: .optional(.string(.oneOf(["fail-open", "fail-close"])))),
        Column(
          "network_function", \.networkFunction, type: .set(of: .reference(to: "Network_Function"))),
        Column(
          "network_function_active", \.networkFunctionActive,
          type: .optional(.reference(to: "Network_Function"))),
        Column("mode", \.mode, type: .scalar(.string(.oneOf(["inline", "vtap"])))),
        Column("id", \.id, type: .scalar(.integer(in: 1...255))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"], ["id"]])
  }
}
