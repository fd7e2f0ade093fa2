public import OVSDB

extension Southbound {
  /// Logical switches and routers that share flows (ovn-sb(5), Logical_DP_Group).
  public struct LogicalDPGroup: Row {
    /// The switches and routers.
    public var datapaths: Set<UUID> = []

    public init() {}

    public static let table = Table<LogicalDPGroup>(
      "Logical_DP_Group",
      columns: [
        Column("datapaths", \.datapaths, type: .set(of: .reference(to: "Datapath_Binding", .weak)))
      ],
      isRoot: false)
  }
}
