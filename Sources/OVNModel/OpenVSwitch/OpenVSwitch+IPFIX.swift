public import OVSDB

extension OpenVSwitch {
  /// Where IPFIX records of flows go (ovs-vswitchd.conf.db(5), IPFIX).
  public struct IPFIX: Row {
    /// The collectors, as `IP:PORT`.
    public var targets: Set<String> = []
    /// One packet in how many is sampled, from 1; unset means 400.
    public var sampling: Int?
    /// The observation domain that records name; unset means 0.
    public var obsDomainID: Int?
    /// The observation point that records name; unset means 0.
    public var obsPointID: Int?
    /// How many seconds flows are put together before they are reported, 0…4200.
    public var cacheActiveTimeout: Int?
    /// The most flows that are put together at a time; 0 reports each at once.
    public var cacheMaxFlows: Int?
    /// How many seconds lie between reports of statistics, 1…3600; unset means 600.
    public var statsInterval: Int?
    /// How many seconds lie between templates, 1…3600; unset means 600.
    public var templateInterval: Int?
    /// Settings: `enable-tunnel-sampling`, `virtual_obs_id` …
    public var otherConfig: [String: String] = [:]
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<IPFIX>(
      "IPFIX",
      columns: [
        Column("targets", \.targets),
        Column("sampling", \.sampling, type: .optional(.integer(in: 1...4_294_967_295))),
        Column("obs_domain_id", \.obsDomainID, type: .optional(.integer(in: 0...4_294_967_295))),
        Column("obs_point_id", \.obsPointID, type: .optional(.integer(in: 0...4_294_967_295))),
        Column(
          "cache_active_timeout", \.cacheActiveTimeout, type: .optional(.integer(in: 0...4200))),
        Column(
          "cache_max_flows", \.cacheMaxFlows, type: .optional(.integer(in: 0...4_294_967_295))),
        Column("stats_interval", \.statsInterval, type: .optional(.integer(in: 1...3600))),
        Column("template_interval", \.templateInterval, type: .optional(.integer(in: 1...3600))),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
