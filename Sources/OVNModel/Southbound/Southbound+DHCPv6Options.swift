public import OVSDB

extension Southbound {
  /// A DHCPv6 option that ovn-controller knows (ovn-sb(5), DHCPv6_Options).
  public struct DHCPv6Options: Row {
    /// Its name, as Northbound's `DHCP_Options` have it.
    public var name = ""
    /// Its number, 0…254.
    public var code = 0
    /// What its value is: `ipv6`, `str`, `mac` or `domain`.
    public var type = ""

    public init() {}

    public static let table = Table<DHCPv6Options>(
      "DHCPv6_Options",
      columns: [
        Column("name", \.name),
        Column("code", \.code, type: .scalar(.integer(in: 0...254))),
        Column("type", \.type, type: .scalar(.string(.oneOf(["ipv6", "str", "mac", "domain"])))),
      ])
  }
}
