public import OVSDB

extension Northbound {
  /// Limits on the packets that reach ovn-controller: control plane protection (ovn-nb(5), Copp).
  public struct Copp: Row {
    /// Its name, unique in the zone.
    public var name = ""
    /// The name of the meter for each protocol: `arp`, `dns`, `icmp4-error` …
    public var meters: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<Copp>(
      "Copp",
      columns: [
        Column("name", \.name),
        Column("meters", \.meters),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["name"]])
  }
}
