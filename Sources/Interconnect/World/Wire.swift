/// Keys of options, `other_config` and `external_ids`, as OVN writes them.
enum Key {
  static let interconnTS = "interconn-ts"
  static let interconnTSP = "interconn-tsp"
  static let vxlanMode = "ic-vxlan_mode"
  static let globalVXLANMode = "vxlan_mode"
  static let requestedTunnelKey = "requested-tnl-key"
  static let requestedChassis = "requested-chassis"
  static let routerPort = "router-port"
  static let peer = "peer"
  static let isInterconn = "is-interconn"
  static let isRemote = "is-remote"
  static let routerID = "router-id"
  static let logicalRouter = "logical-router"
  static let logicalSwitch = "logical-switch"
  static let learnedRoute = "ic-learned-route"
  static let origin = "origin"
  static let overrideConnected = "override-connected"
  static let networkBearer = "nb-id"
  static let routerBearer = "lr-id"
  static let routeTag = "ic-route-tag"
  static let filterTag = "ic-route-filter-tag"
  static let advertise = "ic-route-adv"
  static let learn = "ic-route-learn"
  static let advertiseDefault = "ic-route-adv-default"
  static let learnDefault = "ic-route-learn-default"
  static let advertiseLoadBalancers = "ic-route-adv-lb"
  static let learnLoadBalancers = "ic-route-learn-lb"
  static let denyList = "ic-route-denylist"
  static let denyListBefore2409 = "ic-route-blacklist"
  static let filterAdvertised = "ic-route-filter-adv"
  static let filterLearned = "ic-route-filter-learn"
  static let denyAdvertised = "ic-route-deny-adv"
  static let denyLearned = "ic-route-deny-learn"
  static let routeTable = "route_table"
  static let ipv6NextHop = "ic-route-ipv4-next-hop-ipv6"
}

/// Words that OVN's columns hold.
enum Value {
  static let transitSwitch = "transit-switch"
  static let transitSwitchPort = "transit-switch-port"
  static let transitRouterPort = "transit-router-port"
  static let router = "router"
  static let `switch` = "switch"
  static let remote = "remote"
  static let unknown = "unknown"
  static let sourceIP = "src-ip"
  static let discard = "discard"
}

extension [String: String] {
  /// An option that is off unless it says "true", in any case.
  func isTrue(_ key: String) -> Bool { self[key]?.lowercased() == "true" }

  /// An option that is on unless it says "false", in any case.
  func isNotFalse(_ key: String) -> Bool { self[key]?.lowercased() != "false" }
}
