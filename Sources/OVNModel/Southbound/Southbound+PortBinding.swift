internal import Address
public import OVSDB

extension Southbound {
  /// A logical port and the chassis it is on (ovn-sb(5), Port_Binding).
  public struct PortBinding: SparseRow {
    /// The name of the logical port.
    public var logicalPort = ""
    /// What it is attached to: empty for a virtual machine, `patch`, `chassisredirect`, `remote` …
    public var type = ""
    /// `peer`: the port at the other end of a patch port. Other settings of its type.
    public var options: [String: String] = [:]
    /// The switch or router that the port is on.
    public var datapath = UUID.zero
    /// Its key, 1…32767, unique in its datapath.
    public var tunnelKey = 0
    /// The chassis that the port is on.
    public var chassis: UUID?
    /// Whether the chassis has set the port up.
    public var up: Bool?
    /// The port's `MAC IP/LENGTH …`.
    public var mac: Set<String> = []
    /// The addresses that may be used, as `MAC IP …`; empty allows all.
    public var portSecurity: Set<String> = []
    /// What the CMS says of the port in Northbound.
    public var externalIDs: [String: String] = [:]
    /// Where the columns are that few rows set.
    public var sparse = Sparse<SparseColumns>()

    public init() {}

    /// The columns that few rows set.
    public struct SparseColumns: ColumnGroup {
      /// The chassis that may be the port's gateway, each with its priority.
      public var gatewayChassis: Set<UUID> = []
      /// The chassis that may serve the port, as a group.
      public var haChassisGroup: UUID?
      /// The port of the virtual machine in which this one is nested.
      public var parentPort: String?
      /// The port whose packets are copied to this one.
      public var mirrorPort: String?
      /// Its VLAN within the parent, or on the physical network, 1…4095.
      public var tag: Int?
      /// The port that has the address of a virtual one just now.
      public var virtualParent: String?
      /// The chassis that the port is on as well, while it moves.
      public var additionalChassis: Set<UUID> = []
      /// The encapsulation to prefer on the way to the port.
      public var encap: UUID?
      /// The encapsulations to prefer on the way to `additionalChassis`.
      public var additionalEncap: Set<UUID> = []
      /// The mirrors that get the port's packets.
      public var mirrorRules: Set<UUID> = []
      /// The addresses to announce on the physical network: `MAC IP … is_chassis_resident("PORT")`.
      public var natAddresses: Set<String> = []
      /// The chassis that the port is meant for.
      public var requestedChassis: UUID?
      /// The chassis that the port is meant for as well, while it moves.
      public var requestedAdditionalChassis: Set<UUID> = []

      public init() {}
    }

    public static let table = Table<PortBinding>(
      "Port_Binding",
      columns: [
        Column("logical_port", \.logicalPort),
        Column("type", \.type),
        Column(
          "gateway_chassis", \.gatewayChassis, type: .set(of: .reference(to: "Gateway_Chassis"))),
        Column(
          "ha_chassis_group", \.haChassisGroup, type: .optional(.reference(to: "HA_Chassis_Group"))),
        Column("options", \.options),
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
        Column("tunnel_key", \.tunnelKey, type: .scalar(.integer(in: TunnelKey.ports))),
        Column("parent_port", \.parentPort),
        Column("mirror_port", \.mirrorPort),
        Column("tag", \.tag, type: .optional(.integer(in: 1...4095))),
        Column("virtual_parent", \.virtualParent),
        Column("chassis", \.chassis, type: .optional(.reference(to: "Chassis", .weak))),
        Column(
          "additional_chassis", \.additionalChassis,
          type: .set(of: .reference(to: "Chassis", .weak))),
        Column("encap", \.encap, type: .optional(.reference(to: "Encap", .weak))),
        Column(
          "additional_encap", \.additionalEncap, type: .set(of: .reference(to: "Encap", .weak))),
        Column("mirror_rules", \.mirrorRules, type: .set(of: .reference(to: "Mirror", .weak))),
        Column("mac", \.mac),
        Column("port_security", \.portSecurity),
        Column("nat_addresses", \.natAddresses),
        Column("up", \.up),
        Column("external_ids", \.externalIDs),
        Column(
          "requested_chassis", \.requestedChassis, type: .optional(.reference(to: "Chassis", .weak))
        ),
        Column(
          "requested_additional_chassis", \.requestedAdditionalChassis,
          type: .set(of: .reference(to: "Chassis", .weak))),
      ],
      indexes: [["datapath", "tunnel_key"], ["logical_port"]])
  }
}
