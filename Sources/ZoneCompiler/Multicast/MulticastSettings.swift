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
    tableSize = config.count("mcast_table_size", default: 2048)
    idleTimeout = min(max(config.count("mcast_idle_timeout", default: 300), 15), 3600)
    let interval = config.count("mcast_query_interval", default: idleTimeout / 2)
    queryInterval = min(max(interval, 1), 3600)
    maximumResponseTime = config.count("mcast_query_max_response", default: 1)
  }
}

extension [String: String] {
  /// A number from 0 up.
  fileprivate func count(_ key: String, default standard: Int) -> Int {
    self[key].flatMap { Int(option: $0) }.flatMap { $0 < 0 ? nil : $0 } ?? standard
  }
}
