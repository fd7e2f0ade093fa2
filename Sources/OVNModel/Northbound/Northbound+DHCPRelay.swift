public import OVSDB

extension Northbound {
  /// Where DHCP requests are relayed to (ovn-nb(5), DHCP_Relay).
  public struct DHCPRelay: Row {
    /// Its name, for people.
    public var name = ""
    /// The server's address.
    public var servers: String?
    /// Settings; none is defined.
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<DHCPRelay>(
      "DHCP_Relay",
      columns: [
        Column("name", \.name),
        Column("servers", \.servers),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ])
  }
}
