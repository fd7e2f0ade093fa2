public import OVSDB

extension Northbound {
  /// How a router translates an address (ovn-nb(5), NAT).
  public struct NAT: SparseRow {
    /// The address outside.
    public var externalIP = ""
    /// The Ethernet address outside, to translate on the port's own chassis.
    public var externalMAC: String?
    /// The address inside; for `snat`, the network.
    public var logicalIP = ""
    /// The port that has the address inside, to translate on its own chassis.
    public var logicalPort: String?
    /// `dnat`, `snat` or `dnat_and_snat`.
    public var type = ""
    /// `stateless`, `add_route` …
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]
    /// Where the columns are that few rows set.
    public var sparse = Sparse<SparseColumns>()

    public init() {}

    /// The columns that few rows set.
    public struct SparseColumns: ColumnGroup {
      /// The ports to choose source ports from: `FIRST-LAST`.
      public var externalPortRange = ""
      /// The addresses of peers to translate for, and no others.
      public var allowedExtIPs: UUID?
      /// The addresses of peers not to translate for.
      public var exemptedExtIPs: UUID?
      /// The gateway port at which to translate, if the router has several.
      public var gatewayPort: UUID?
      /// Of the rules with a `match` that match, the highest counts: 0…32767.
      public var priority = 0
      /// Which packets are translated, in the language of logical flows; empty for all.
      public var match = ""

      public init() {}
    }

    public static let table = Table<NAT>(
      "NAT",
      columns: [
        Column("external_ip", \.externalIP),
        Column("external_mac", \.externalMAC),
        Column("external_port_range", \.externalPortRange),
        Column("logical_ip", \.logicalIP),
        Column("logical_port", \.logicalPort),
        Column("type", \.type, type: .scalar(.string(.oneOf(["dnat", "snat", "dnat_and_snat"])))),
        Column("allowed_ext_ips", \.allowedExtIPs, type: .optional(.reference(to: "Address_Set"))),
        Column(
          "exempted_ext_ips", \.exemptedExtIPs, type: .optional(.reference(to: "Address_Set"))),
        Column(
          "gateway_port", \.gatewayPort,
          type: .optional(.reference(to: "Logical_Router_Port", .weak))),
        Column("priority", \.priority, type: .scalar(.integer(in: 0...32767))),
        Column("match", \.match),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
