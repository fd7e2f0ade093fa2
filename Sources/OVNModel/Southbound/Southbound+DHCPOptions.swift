public import OVSDB

extension Southbound {
  /// A DHCPv4 option that ovn-controller knows (ovn-sb(5), DHCP_Options).
  public struct DHCPOptions: Row {
    /// Its name, as Northbound's `DHCP_Options` have it.
    public var name = ""
    /// Its number, 0…254.
    public var code = 0
    /// What its value is: `bool`, `uint8`, `ipv4`, `str`, `domains` …
    public var type = ""

    public init() {}

    public static let table = Table<DHCPOptions>(
      "DHCP_Options",
      columns: [
        Column("name", \.name),
        Column("code", \.code, type: .scalar(.integer(in: 0...254))),
        Column(
          "type", \.type,
          type: .scalar(
            .string(
              .oneOf([
                "bool", "uint8", "uint16", "uint32", "ipv4", "static_routes", "str", "host_id",
                "domains",
              ])))),
      ])
  }
}
