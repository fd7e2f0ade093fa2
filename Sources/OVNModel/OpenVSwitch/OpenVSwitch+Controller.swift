public import OVSDB

extension OpenVSwitch {
  /// An OpenFlow controller of a bridge (ovs-vswitchd.conf.db(5), Controller).
  public struct Controller: Row {
    /// `primary` has charge of the bridge, `service` comes and goes; unset, `target` decides.
    public var type: String?
    /// The connection method: `tcp:192.0.2.1:6653`, `punix:FILE` …
    public var target = ""
    /// The longest wait between attempts, in milliseconds.
    public var maxBackoff: Int?
    /// How long the controller may be silent before it is probed, in milliseconds; 0 for ever.
    public var inactivityProbe: Int?
    /// Whether its connection runs through the bridge itself, `in-band`, or not, `out-of-band`.
    public var connectionMode: String?
    /// The address that the bridge's own interface gets.
    public var localIP: String?
    /// The mask of that address.
    public var localNetmask: String?
    /// The gateway of that address.
    public var localGateway: String?
    /// Whether it gets messages it did not ask for; unset means that it does.
    public var enableAsyncMessages: Bool?
    /// How many packets may wait to be sent to it, 1…512.
    public var controllerQueueSize: Int?
    /// How many packets a second it is sent at most, from 100; unset is unlimited.
    public var controllerRateLimit: Int?
    /// How many packets may exceed that rate for a while, from 25.
    public var controllerBurstLimit: Int?
    /// Settings: `dscp`.
    public var otherConfig: [String: String] = [:]
    /// Left to others.
    public var externalIDs: [String: String] = [:]
    /// Whether the connection is up; reported by the switch.
    public var isConnected = false
    /// Its authority over the bridge, in OpenFlow's own words; reported by the switch.
    public var role: String?
    /// How the connection does: `state`, `last_error` …; reported by the switch.
    public var status: [String: String] = [:]

    public init() {}

    public static let table = Table<Controller>(
      "Controller",
      columns: [
        Column("type", \.type, type: .optional(.string(.oneOf(["primary", "service"])))),
        Column("target", \.target),
        Column("max_backoff", \.maxBackoff, type: .optional(.integer(in: 1000...))),
        Column("inactivity_probe", \.inactivityProbe),
        Column(
          "connection_mode", \.connectionMode,
          type: .optional(.string(.oneOf(["in-band", "out-of-band"])))),
        Column("local_ip", \.localIP),
        Column("local_netmask", \.localNetmask),
        Column("local_gateway", \.localGateway),
        Column("enable_async_messages", \.enableAsyncMessages),
        Column(
          "controller_queue_size", \.controllerQueueSize, type: .optional(.integer(in: 1...512))),
        Column(
          "controller_rate_limit", \.controllerRateLimit, type: .optional(.integer(in: 100...))),
        Column(
          "controller_burst_limit", \.controllerBurstLimit, type: .optional(.integer(in: 25...))),
        Column("other_config", \.otherConfig),
        Column("external_ids", \.externalIDs),
        Column("is_connected", \.isConnected, ephemeral: true),
        Column(
          "role", \.role, type: .optional(.string(.oneOf(["other", "master", "slave"]))),
          ephemeral: true),
        Column("status", \.status, ephemeral: true),
      ],
      isRoot: false)
  }
}
