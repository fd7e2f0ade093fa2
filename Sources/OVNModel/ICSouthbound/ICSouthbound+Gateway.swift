public import OVSDB

extension ICSouthbound {
  /// A zone's chassis that other zones may build tunnels to (ovn-ic-sb(5), Gateway).
  public struct Gateway: Row {
    /// The chassis' name, unique among all zones.
    public var name = ""
    /// The zone that the chassis is in.
    public var availabilityZone = UUID.zero
    /// The chassis' host name.
    public var hostname = ""
    /// How tunnels reach it; at least one.
    public var encaps: Set<UUID> = []
    /// Left to the operator.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<Gateway>(
      "Gateway",
      columns: [
        Column("name", \.name),
        Column(
          "availability_zone", \.availabilityZone,
          type: .scalar(.reference(to: "Availability_Zone"))),
        Column("hostname", \.hostname),
        Column("encaps", \.encaps, type: .set(of: .reference(to: "Encap"), minimum: 1)),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
