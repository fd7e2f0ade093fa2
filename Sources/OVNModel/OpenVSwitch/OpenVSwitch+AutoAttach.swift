public import OVSDB

extension OpenVSwitch {
  /// What a bridge announces to Auto Attach servers, over LLDP (ovs-vswitchd.conf.db(5),
  /// AutoAttach).
  public struct AutoAttach: Row {
    /// The bridge's name.
    public var systemName = ""
    /// What the bridge is.
    public var systemDescription = ""
    /// VLANs, 0…4095, by the service they belong to, 0…16777215.
    public var mappings: [Int: Int] = [:]

    public init() {}

    public static let table = Table<AutoAttach>(
      "AutoAttach",
      columns: [
        Column("system_name", \.systemName),
        Column("system_description", \.systemDescription),
        Column(
          "mappings", \.mappings, type: .map(.integer(in: 0...16_777_215), .integer(in: 0...4095))),
      ],
      isRoot: false)
  }
}
