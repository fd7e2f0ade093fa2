public import OVSDB

extension Southbound {
  /// A machine that runs ovn-controller, or another zone's gateway (ovn-sb(5), Chassis).
  public struct Chassis: Row {
    /// Its name: the `system-id` of its Open vSwitch.
    public var name = ""
    /// Its host name.
    public var hostname = ""
    /// How tunnels reach it; at least one.
    public var encaps: Set<UUID> = []
    /// `is-interconn` makes it a gateway between zones, `is-remote` says it is another zone's.
    public var otherConfig: [String: String] = [:]

    public init() {}

    public static let table = Table<Chassis>(
      "Chassis",
      columns: [
        Column("name", \.name),
        Column("hostname", \.hostname),
        Column("encaps", \.encaps, type: .set(of: .reference(to: "Encap"), minimum: 1)),
        Column("other_config", \.otherConfig),
      ],
      indexes: [["name"]])
  }
}
