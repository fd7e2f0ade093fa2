public import OVSDB

extension Southbound {
  /// A way for tunnels to reach a chassis (ovn-sb(5), Encap).
  public struct Encap: Row {
    /// `geneve` or `vxlan`; `stt` too on older servers.
    public var type = ""
    /// Settings of the tunnel: `csum` …
    public var options: [String: String] = [:]
    /// The address of the tunnel's end.
    public var ip = ""
    /// The chassis whose encapsulation it is.
    public var chassisName = ""

    public init() {}

    public static let table = Table<Encap>(
      "Encap",
      columns: [
        Column("type", \.type, type: .scalar(.string(.oneOf(["geneve", "vxlan"])))),
        Column("options", \.options),
        Column("ip", \.ip),
        Column("chassis_name", \.chassisName),
      ],
      isRoot: false, indexes: [["type", "ip"]])
  }
}
