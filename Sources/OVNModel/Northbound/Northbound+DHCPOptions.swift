public import OVSDB

extension Northbound {
  /// What DHCP requests are answered with (ovn-nb(5), DHCP_Options).
  public struct DHCPOptions: Row {
    /// The network that the port's address must be in.
    public var cidr = ""
    /// The options by name: `lease_time`, `router`, `server_id` …
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<DHCPOptions>(
      "DHCP_Options",
      columns: [
        Column("cidr", \.cidr),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ])
  }
}
