public import OVSDB

extension Northbound {
  /// A machine that packets are sent through on their way, such as a firewall (ovn-nb(5),
  /// Network_Function).
  public struct NetworkFunction: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// Where traffic to a port enters it; unset if it gets only copies.
    public var outport: UUID?
    /// Where traffic from a port enters it, or copies of packets do.
    public var inport = UUID.zero
    /// How it is checked; unset if it gets only copies.
    public var healthCheck: UUID?
    /// Its number, unique in the zone, 1…255.
    public var id = 0
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<NetworkFunction>(
      "Network_Function",
      columns: [
        Column("name", \.name),
        Column("outport", \.outport, type: .optional(.reference(to: "Logical_Switch_Port"))),
        Column("inport", \.inport, type: .scalar(.reference(to: "Logical_Switch_Port"))),
        Column(
          "health_check", \.healthCheck,
          type: .optional(.reference(to: "Network_Function_Health_Check"))),
        Column("id", \.id, type: .scalar(.integer(in: 1...255))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"], ["id"]])
  }
}
