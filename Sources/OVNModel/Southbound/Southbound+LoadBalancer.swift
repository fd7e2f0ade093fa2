public import OVSDB

extension Southbound {
  /// A load balancer (ovn-sb(5), Load_Balancer).
  public struct LoadBalancer: Row {
    /// Its name, for people.
    public var name = ""
    /// Virtual addresses, each with its backends.
    public var vips: [String: String] = [:]
    /// `tcp`, `udp` or `sctp`, for addresses with a port; unset means `tcp`.
    public var `protocol`: String?
    /// Out of use: see the groups.
    public var datapaths: Set<UUID> = []
    /// Out of use: see `lsDatapathGroup`.
    public var datapathGroup: UUID?
    /// The switches it is attached to.
    public var lsDatapathGroup: UUID?
    /// The routers it is attached to.
    public var lrDatapathGroup: UUID?
    /// Settings: `hairpin_snat_ip`, `hairpin_orig_tuple` …
    public var options: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<LoadBalancer>(
      "Load_Balancer",
      columns: [
        Column("name", \.name),
        Column("vips", \.vips),
        Column("protocol", \.`protocol`, type: .optional(.string(.oneOf(["tcp", "udp", "sctp"])))),
        Column("datapaths", \.datapaths, type: .set(of: .reference(to: "Datapath_Binding"))),
        Column(
          "datapath_group", \.datapathGroup, type: .optional(.reference(to: "Logical_DP_Group"))),
        Column(
          "ls_datapath_group", \.lsDatapathGroup,
          type: .optional(.reference(to: "Logical_DP_Group"))),
        Column(
          "lr_datapath_group", \.lrDatapathGroup,
          type: .optional(.reference(to: "Logical_DP_Group"))),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ])
  }
}
