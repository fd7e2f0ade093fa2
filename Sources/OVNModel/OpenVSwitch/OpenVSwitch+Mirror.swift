public import OVSDB

extension OpenVSwitch {
  /// Where copies of a bridge's packets go (ovs-vswitchd.conf.db(5), Mirror).
  public struct Mirror: Row {
    /// Its name, for people.
    public var name = ""
    /// Whether every packet is copied.
    public var selectAll = false
    /// The ports whose arriving packets are copied.
    public var selectSrcPort: Set<UUID> = []
    /// The ports whose departing packets are copied.
    public var selectDstPort: Set<UUID> = []
    /// The VLANs whose packets are copied, 0…4095; empty for all.
    public var selectVLAN: Set<Int> = []
    /// The port that gets the copies, and nothing else.
    public var outputPort: UUID?
    /// The VLAN that gets the copies, 1…4095.
    public var outputVLAN: Int?
    /// How much of a packet is copied, in bytes, 14…65535; unset for all of it.
    public var snaplen: Int?
    /// `tx_packets`, `tx_bytes`: what has been copied; reported by the switch.
    public var statistics: [String: Int] = [:]
    /// Which of the packets are copied, in ovs-fields(7)'s language; unset for all.
    public var filter: String?
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<Mirror>(
      "Mirror",
      columns: [
        Column("name", \.name),
        Column("select_all", \.selectAll),
        Column("select_src_port", \.selectSrcPort, type: .set(of: .reference(to: "Port", .weak))),
        Column("select_dst_port", \.selectDstPort, type: .set(of: .reference(to: "Port", .weak))),
        Column("select_vlan", \.selectVLAN, type: .set(of: .integer(in: 0...4095), maximum: 4096)),
        Column("output_port", \.outputPort, type: .optional(.reference(to: "Port", .weak))),
        Column("output_vlan", \.outputVLAN, type: .optional(.integer(in: 1...4095))),
        Column("snaplen", \.snaplen, type: .optional(.integer(in: 14...65535))),
        Column("statistics", \.statistics, ephemeral: true),
        Column("filter", \.filter),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
