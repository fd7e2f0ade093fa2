public import OVSDB

extension Northbound {
  /// A rule that lets packets pass or stops them (ovn-nb(5), ACL).
  public struct ACL: SparseRow {
    /// What log lines call it, of at most 63 characters.
    public var name: String?
    /// Of the rules that match, the highest counts: 0…32767.
    public var priority = 0
    /// `from-lport` or `to-lport`: where the packets come from or go to a port.
    public var direction = ""
    /// The packets it is about, in the language of logical flows.
    public var match = ""
    /// `allow`, `allow-related`, `allow-stateless`, `drop`, `reject`, or `pass` to the next tier.
    public var action = ""
    /// The name of the meter that limits the log.
    public var meter: String?
    /// Tiers are tried one after the other, 0…3.
    public var tier = 0
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]
    /// Where the columns are that few rows set.
    public var sparse = Sparse<SparseColumns>()

    public init() {}

    /// The columns that few rows set.
    public struct SparseColumns: ColumnGroup {
      /// What the packets are sent through as well.
      public var networkFunctionGroup: UUID?
      /// Whether packets that match are logged.
      public var log = false
      /// `alert`, `warning`, `notice`, `info` or `debug`; unset means `info`.
      public var severity: String?
      /// What connection tracking notes of the connections let pass; 0 for nothing.
      public var label = 0
      /// How new connections that match are sampled.
      public var sampleNew: UUID?
      /// How established connections that match are sampled.
      public var sampleEst: UUID?
      /// `log-related`, `apply-after-lb`, `persist-established`.
      public var options: [String: String] = [:]

      public init() {}
    }

    public static let table = Table<ACL>(
      "ACL",
      columns: [
        Column("name", \.name, type: .optional(.string(.length(minimum: nil, maximum: 63)))),
        Column("priority", \.priority, type: .scalar(.integer(in: 0...32767))),
        Column(
          "direction", \.direction, type: .scalar(.string(.oneOf(["from-lport", "to-lport"])))),
        Column("match", \.match),
        Column(
          "action", \.action,
          type: .scalar(
            .string(
              .oneOf(["allow", "allow-related", "allow-stateless", "drop", "reject", "pass"])))),
        Column(
          "network_function_group", \.networkFunctionGroup,
          type: .optional(.reference(to: "Network_Function_Group"))),
        Column("log", \.log),
        Column(
          "severity", \.severity,
          type: .optional(.string(.oneOf(["alert", "warning", "notice", "info", "debug"])))),
        Column("meter", \.meter),
        Column("label", \.label, type: .scalar(.integer(in: 0...4_294_967_295))),
        Column("tier", \.tier, type: .scalar(.integer(in: 0...3))),
        Column("sample_new", \.sampleNew, type: .optional(.reference(to: "Sample"))),
        Column("sample_est", \.sampleEst, type: .optional(.reference(to: "Sample"))),
        Column("options", \.options),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
