public import OVSDB

extension Southbound {
  /// What logical switches or routers do with some packets (ovn-sb(5), Logical_Flow).
  public struct LogicalFlow: SparseRow {
    /// The switch or router, if it is one.
    public var logicalDatapath: UUID?
    /// The switches and routers, if they are several.
    public var logicalDPGroup: UUID?
    /// `ingress`, or `egress` once the output is known.
    public var pipeline = ""
    /// The stage of the pipeline, 0…34.
    public var tableID = 0
    /// Of the flows that match, the highest counts: 0…65535.
    public var priority = 0
    /// The packets it is about.
    public var match = ""
    /// What is done with them.
    public var actions = ""
    /// Hints for ovn-controller: `in_out_port`, the only port that it is about.
    public var tags: [String: String] = [:]
    /// Where the columns are that few rows set.
    public var sparse = Sparse<SparseColumns>()

    public init() {}

    /// The columns that few rows set, or that only people read: a replica leaves them out.
    public struct SparseColumns: ColumnGroup {
      /// The name of the meter that limits packets to ovn-controller.
      public var controllerMeter: String?
      /// What northd says of it: `stage-name`, `stage-hint`, `source`.
      public var externalIDs: [String: String] = [:]
      /// What it is for, for people.
      public var flowDesc: String?

      public init() {}
    }

    public static let table = Table<LogicalFlow>(
      "Logical_Flow",
      columns: [
        Column(
          "logical_datapath", \.logicalDatapath, type: .optional(.reference(to: "Datapath_Binding"))
        ),
        Column(
          "logical_dp_group", \.logicalDPGroup, type: .optional(.reference(to: "Logical_DP_Group"))),
        Column("pipeline", \.pipeline, type: .scalar(.string(.oneOf(["ingress", "egress"])))),
        Column("table_id", \.tableID, type: .scalar(.integer(in: 0...34))),
        Column("priority", \.priority, type: .scalar(.integer(in: 0...65535))),
        Column("match", \.match),
        Column("actions", \.actions),
        Column("tags", \.tags),
        Column("controller_meter", \.controllerMeter),
        Column("external_ids", \.externalIDs),
        Column("flow_desc", \.flowDesc),
      ])
  }
}
