public import OVSDB

extension ICSouthbound {
  /// A way for tunnels to reach a gateway (ovn-ic-sb(5), Encap).
  public struct Encap: Row {
    /// `geneve` or `vxlan`; `stt` too, up to schema 2.1.
    public var type = ""
    /// Settings of the tunnel: `csum` …
    public var options: [String: String] = [:]
    /// The address of the tunnel's end.
    public var ip = ""
    /// The gateway whose encapsulation it is.
    public var gatewayName = ""

    public init() {}

    public static let table = Table<Encap>(
      "Encap",
      columns: [
        Column("type", \.type, type: .scalar(.string(.oneOf(["geneve", "vxlan"])))),
        Column("options", \.options),
        Column("ip", \.ip),
        Column("gateway_name", \.gatewayName),
      ],
      isRoot: false, indexes: [["type", "ip"]])
  }
}
