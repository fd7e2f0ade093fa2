public import OVSDB

extension Northbound {
  /// Where samples of packets go, and how many of them (ovn-nb(5), Sample_Collector).
  public struct SampleCollector: Row {
    /// Tells apart collectors of one `setID`, 1…255.
    public var id = 0
    /// Its name, for people.
    public var name = ""
    /// How many packets in 65535 are sampled, 0…65535.
    public var probability = 0
    /// The `Flow_Sample_Collector_Set` of the chassis' Open vSwitch that takes the samples, from 1.
    public var setID = 0
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<SampleCollector>(
      "Sample_Collector",
      columns: [
        Column("id", \.id, type: .scalar(.integer(in: 1...255))),
        Column("name", \.name),
        Column("probability", \.probability, type: .scalar(.integer(in: 0...65535))),
        Column("set_id", \.setID, type: .scalar(.integer(in: 1...4_294_967_295))),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["id"]])
  }
}
