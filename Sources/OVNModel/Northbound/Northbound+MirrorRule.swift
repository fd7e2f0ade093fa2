public import OVSDB

extension Northbound {
  /// Which packets a mirror copies (ovn-nb(5), Mirror_Rule).
  public struct MirrorRule: Row {
    /// The packets it is about, in the language of logical flows.
    public var match = ""
    /// `mirror` copies the packet, `skip` does not.
    public var action = ""
    /// Of the rules that match, the highest counts: 0…32767.
    public var priority = 0

    public init() {}

    public static let table = Table<MirrorRule>(
      "Mirror_Rule",
      columns: [
        Column("match", \.match),
        Column("action", \.action, type: .scalar(.string(.oneOf(["mirror", "skip"])))),
        Column("priority", \.priority, type: .scalar(.integer(in: 0...32767))),
      ],
      isRoot: false)
  }
}
