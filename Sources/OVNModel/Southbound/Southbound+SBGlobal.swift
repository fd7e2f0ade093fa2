public import OVSDB

extension Southbound {
  /// The single row of settings for the zone (ovn-sb(5), SB_Global).
  public struct SBGlobal: Row {
    /// Settings; `svc_monitor_mac` is the source of health checks.
    public var options: [String: String] = [:]

    public init() {}

    public static let table = Table<SBGlobal>(
      "SB_Global",
      columns: [Column("options", \.options)],
      maxRows: 1)
  }
}
