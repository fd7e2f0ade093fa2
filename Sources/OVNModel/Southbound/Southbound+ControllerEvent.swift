public import OVSDB

extension Southbound {
  /// Something that ovn-controller tells the CMS (ovn-sb(5), Controller_Event).
  public struct ControllerEvent: Row {
    /// `empty_lb_backends`: a packet for a load balancer without backends.
    public var eventType = ""
    /// Which: `vip`, `protocol`, `load_balancer`.
    public var eventInfo: [String: String] = [:]
    /// The chassis that saw it.
    public var chassis: UUID?
    /// Its number, by which events seen twice are told.
    public var seqNum = 0

    public init() {}

    public static let table = Table<ControllerEvent>(
      "Controller_Event",
      columns: [
        Column("event_type", \.eventType, type: .scalar(.string(.oneOf(["empty_lb_backends"])))),
        Column("event_info", \.eventInfo),
        Column("chassis", \.chassis, type: .optional(.reference(to: "Chassis", .weak))),
        Column("seq_num", \.seqNum),
      ])
  }
}
