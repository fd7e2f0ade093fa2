public import OVSDB

extension Southbound {
  /// A route that a router learned from a routing protocol (ovn-sb(5), Learned_Route).
  ///
  /// Servers older than 25.03 lack the table.
  public struct LearnedRoute: Row {
    /// The router that learned it.
    public var datapath = UUID.zero
    /// The destination.
    public var ipPrefix = ""

    public init() {}

    public static let table = Table<LearnedRoute>(
      "Learned_Route",
      columns: [
        Column("datapath", \.datapath, type: .scalar(.reference(to: "Datapath_Binding"))),
        Column("ip_prefix", \.ipPrefix),
      ])
  }
}
