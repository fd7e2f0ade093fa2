public import OVSDB

extension Northbound {
  /// How a network function is checked (ovn-nb(5), Network_Function_Health_Check).
  public struct NetworkFunctionHealthCheck: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// `interval` and `timeout` in seconds, `success_count`, `failure_count`.
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<NetworkFunctionHealthCheck>(
      "Network_Function_Health_Check",
      columns: [
        Column("name", \.name),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false, indexes: [["name"]])
  }
}
