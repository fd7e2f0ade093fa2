internal import Address
public import OVSDB

extension ICSouthbound {
  /// A port that one zone has on a transit switch or transit router (ovn-ic-sb(5), Port_Binding).
  public struct PortBinding: Row {
    /// The port's name, unique among all zones.
    public var logicalPort = ""
    /// The name of the transit switch, or transit router, that the port is on.
    public var transitSwitch = ""
    /// The zone that the port is in.
    public var availabilityZone = UUID.zero
    /// The key, 1…32767, unique on its transit switch.
    public var tunnelKey = 0
    /// The name of the gateway that the port is bound to; empty while there is none.
    public var gateway = ""
    /// The encapsulation to prefer on the way to the port.
    public var encap: UUID?
    /// The port's `MAC IP/LENGTH …`.
    public var address = ""
    /// `transit-switch-port` or `transit-router-port`; unset by daemons older than 26.03.
    public var type: String?
    /// The row of the switch or router in IC-Northbound; unset by daemons older than 26.03.
    public var nbICUUID: UUID?
    /// `router-id`: the router in the zone's Northbound that the port leads to.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<PortBinding>(
      "Port_Binding",
      columns: [
        Column("logical_port", \.logicalPort),
        Column("transit_switch", \.transitSwitch),
        Column(
          "availability_zone", \.availabilityZone,
          type: .scalar(.reference(to: "Availability_Zone"))),
        Column("tunnel_key", \.tunnelKey, type: .scalar(.integer(in: TunnelKey.ports))),
        Column("gateway", \.gateway),
        Column("encap", \.encap, type: .optional(.reference(to: "Encap", .weak))),
        Column("address", \.address),
        Column(
          "type", \.type,
          type: .optional(.string(.oneOf(["transit-switch-port", "transit-router-port"])))),
        Column("nb_ic_uuid", \.nbICUUID),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["transit_switch", "tunnel_key"], ["logical_port"]])
  }
}
