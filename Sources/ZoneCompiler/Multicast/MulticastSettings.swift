import OVNModel
import OVSDB

/// What a switch does with IP multicast (ovn-nb(5), Logical_Switch, `other_config:mcast_…`).
struct MulticastSettings: Equatable {
  /// Whether it learns who listens to which group.
  var learnsGroups: Bool
  var queries: Bool
  /// Whether packets of groups that nobody listens to go to everybody.
  var floodsUnregistered: Bool
  /// The most groups of each IP version.
  var tableSize: Int
  /// In seconds, as are those that follow.
  var idleTimeout: Int
  var queryInterval: Int
  var maximumResponseTime: Int

  init(_ config: [String: String]) {
    learnsGroups = config.isTrue("mcast_snoop")
    queries = config.isNotFalse("mcast_querier")
    floodsUnregistered = config.isTrue("mcast_flood_unregistered")
    tableSize = config.integer("mcast_table_size", default: 2048)
    idleTimeout = min(max(config.seconds("mcast_idle_timeout", default: 300), 15), 3600)
    let interval = config.seconds("mcast_query_interval", default: idleTimeout / 2)
    queryInterval = min(max(interval, 1), 3600)
    maximumResponseTime = config.integer("mcast_query_max_response", default: 1)
  }
}

extension [String: String] {
  /// A number of 32 bits; one below 0 is a very large one.
  fileprivate func seconds(_ key: String, default standard: Int) -> Int {
    Int(UInt32(truncatingIfNeeded: integer(key, default: standard)))
  }
}
