public import OVSDB

extension Northbound {
  /// What is sent along with a sample, and where to (ovn-nb(5), Sample).
  public struct Sample: Row {
    /// The collectors that get each sample.
    public var collectors: Set<UUID> = []
    /// The observation point that a sample names, from 1.
    public var metadata = 0

    public init() {}

    public static let table = Table<Sample>(
      "Sample",
      columns: [
        Column("collectors", \.collectors, type: .set(of: .reference(to: "Sample_Collector"))),
        Column("metadata", \.metadata, type: .scalar(.integer(in: 1...4_294_967_295))),
      ],
      isRoot: false, indexes: [["metadata"]])
  }
}
