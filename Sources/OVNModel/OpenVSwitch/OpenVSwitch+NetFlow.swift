public import OVSDB

extension OpenVSwitch {
  /// Where NetFlow records of a bridge's flows go (ovs-vswitchd.conf.db(5), NetFlow).
  public struct NetFlow: Row {
    /// The collectors, as `IP:PORT`; at least one.
    public var targets: Set<String> = []
    /// The type of engine that records name, 0…255; unset for the datapath's number.
    public var engineType: Int?
    /// The engine that records name, 0…255; unset for the datapath's number.
    public var engineID: Int?
    /// Whether interfaces' numbers begin with the engine's, to tell bridges apart.
    public var addIDToInterface = false
    /// After how many seconds a flow that goes on is reported; 0 for the default, -1 for never.
    public var activeTimeout = 0
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<NetFlow>(
      "NetFlow",
      columns: [
        Column("targets", \.targets, type: .set(of: .string(), minimum: 1)),
        Column("engine_type", \.engineType, type: .optional(.integer(in: 0...255))),
        Column("engine_id", \.engineID, type: .optional(.integer(in: 0...255))),
        Column("add_id_to_interface", \.addIDToInterface),
        Column("active_timeout", \.activeTimeout, type: .scalar(.integer(in: (-1)...))),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
