public import OVSDB

extension Southbound {
  /// The number of a rule whose connections stay (ovn-sb(5), ACL_ID).
  ///
  /// Its UUID is that of the rule in Northbound.
  public struct ACLID: Row {
    /// The number, 0…32767.
    public var id = 0

    public init() {}

    public static let table = Table<ACLID>(
      "ACL_ID",
      columns: [
        Column("id", \.id, type: .scalar(.integer(in: 0...32767)))
      ])
  }
}
