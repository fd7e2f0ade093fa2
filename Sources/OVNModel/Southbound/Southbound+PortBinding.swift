public import OVSDB

extension Southbound {
  /// A logical port and the chassis it is on (ovn-sb(5), Port_Binding).
  public struct PortBinding: Row {
    /// The name of the logical port.
    public var logicalPort = ""
    /// The switch or router that the port is on.
    public var datapath = UUID.zero
    /// The port's `MAC IP/LENGTH …`.
    public var mac: Set<String> = []
    /// `peer`: the port at the other end of a patch port.
    public var options: [String: String] = [:]
    /// The chassis that the port is on.
    public var chassis: UUID?
    /// Whether the chassis has set the port up.
    public var up: Bool?

    public init() {}

    public static let table = Table<PortBinding>(
      "Port_Binding",
      columns: [
        Column("logical_port", \.logicalPort),
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
        Column("mac", \.mac),
        Column("options", \.options),
        Column("chassis", \.chassis, type: .optional(.reference(to: "Chassis", .weak))),
        Column("up", \.up),
      ],
      indexes: [["logical_port"]])
  }
}
