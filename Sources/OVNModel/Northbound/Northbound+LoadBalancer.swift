public import OVSDB

extension Northbound {
  /// A load balancer (ovn-nb(5), Load_Balancer).
  public struct LoadBalancer: Row {
    /// Virtual addresses, each with its backends.
    public var vips: [String: String] = [:]

    public init() {}

    public static let table = Table<LoadBalancer>(
      "Load_Balancer",
      columns: [Column("vips", \.vips)])
  }
}
