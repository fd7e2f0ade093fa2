public import OVSDB

extension Northbound {
  /// A rule that overrides a router's routes (ovn-nb(5), Logical_Router_Policy).
  public struct LogicalRouterPolicy: Row {
    /// Of the policies that match, the highest counts: 0…32767.
    public var priority = 0
    /// The chain it belongs to; unset is where every packet begins.
    public var chain: String?
    /// The packets it is about, in the language of logical flows.
    public var match = ""
    /// `allow`, `drop`, `reroute` to `nexthops`, or `jump` to `jumpChain`.
    public var action = ""
    /// The chain that goes on with the packet.
    public var jumpChain: String?
    /// Out of use: northd reads `nexthops`.
    public var nexthop: String?
    /// The addresses to send to, of which each connection uses one.
    public var nexthops: Set<String> = []
    /// The port to send through; unset lets the next hop decide.
    public var outputPort: UUID?
    /// The sessions that tell whether the next hops are alive.
    public var bfdSessions: Set<UUID> = []
    /// `pkt_mark` marks the packets.
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<LogicalRouterPolicy>(
      "Logical_Router_Policy",
      columns: [
        Column("priority", \.priority, type: .scalar(.integer(in: 0...32767))),
        Column("chain", \.chain),
        Column("match", \.match),
        Column(
          "action", \.action, type: .scalar(.string(.oneOf(["allow", "drop", "reroute", "jump"])))),
        Column("jump_chain", \.jumpChain),
        Column("nexthop", \.nexthop),
        Column("nexthops", \.nexthops),
        Column(
          "output_port", \.outputPort, type: .optional(.reference(to: "Logical_Router_Port", .weak))
        ),
        Column("bfd_sessions", \.bfdSessions, type: .set(of: .reference(to: "BFD", .weak))),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
