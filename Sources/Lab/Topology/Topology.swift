/// What there is to be in a lab: zones with their machines and logical networks, and what joins them.
public struct Topology: Hashable, Sendable {
  /// The transit switches, by their names.
  public var transitSwitches: [String]
  /// The zones; each has a name of its own.
  public var zones: [ZoneTopology]

  public init(transitSwitches: [String] = [], zones: [ZoneTopology] = []) {
    self.transitSwitches = transitSwitches
    self.zones = zones
  }
}

/// One availability zone.
public struct ZoneTopology: Hashable, Sendable {
  /// The zone's name, in NB_Global.
  public var name: String
  /// NB_Global's options, as `ic-route-adv` (ovn-nb(5)).
  public var options: [String: String]
  public var chassis: [ChassisTopology]
  public var switches: [SwitchTopology]
  public var routers: [RouterTopology]
  public var haChassisGroups: [HAChassisGroupTopology]
  public var dhcpOptions: [DHCPOptionsTopology]
  /// The daemons that the lab does not run for the zone, because others join it.
  public var outside: Set<ZoneDaemon>

  public init(
    name: String, options: [String: String] = [:], chassis: [ChassisTopology] = [],
    switches: [SwitchTopology] = [], routers: [RouterTopology] = [],
    haChassisGroups: [HAChassisGroupTopology] = [], dhcpOptions: [DHCPOptionsTopology] = [],
    outside: Set<ZoneDaemon> = []
  ) {
    self.name = name
    self.options = options
    self.chassis = chassis
    self.switches = switches
    self.routers = routers
    self.haChassisGroups = haChassisGroups
    self.dhcpOptions = dhcpOptions
    self.outside = outside
  }
}

/// A daemon that each zone has one of.
public enum ZoneDaemon: String, CaseIterable, Hashable, Sendable {
  case interconnect = "ovn-ic"
  case northd = "ovn-northd"
  case controller = "ovn-controller"
}

/// A machine of a zone that runs ovn-controller.
public struct ChassisTopology: Hashable, Sendable {
  /// Its `system-id`.
  public var name: String
  /// Where its tunnels end.
  public var encapIP: String
  /// `geneve`, `vxlan` …
  public var encapType: String
  /// Whether it is a gateway between zones (`ovn-is-interconn`).
  public var isInterconnect: Bool
  /// Further external_ids of its Open_vSwitch row, as `ovn-bridge-mappings`.
  public var externalIDs: [String: String]

  public init(
    name: String, encapIP: String, encapType: String = "geneve", isInterconnect: Bool = false,
    externalIDs: [String: String] = [:]
  ) {
    self.name = name
    self.encapIP = encapIP
    self.encapType = encapType
    self.isInterconnect = isInterconnect
    self.externalIDs = externalIDs
  }
}

/// A logical switch.
public struct SwitchTopology: Hashable, Sendable {
  public var name: String
  /// The switch's other_config.
  public var otherConfig: [String: String]
  public var ports: [SwitchPortTopology]

  public init(
    name: String, otherConfig: [String: String] = [:], ports: [SwitchPortTopology] = []
  ) {
    self.name = name
    self.otherConfig = otherConfig
    self.ports = ports
  }
}

/// A port of a logical switch; ports that lead to routers come with those.
public struct SwitchPortTopology: Hashable, Sendable {
  public var name: String
  /// Empty for a virtual machine, or `localnet`, `external` …
  public var type: String
  /// `MAC IP …`.
  public var addresses: [String]
  public var options: [String: String]
  /// The VLAN of a `localnet` port on its physical network.
  public var tag: Int?
  /// The chassis that has the port's interface, if any has.
  public var chassis: String?
  /// The group of chassis that serve an `external` port, by its name.
  public var haChassisGroup: String?
  /// What DHCPv4 requests are answered with, by its name.
  public var dhcpOptions: String?

  public init(
    name: String, type: String = "", addresses: [String] = [], options: [String: String] = [:],
    tag: Int? = nil, chassis: String? = nil, haChassisGroup: String? = nil,
    dhcpOptions: String? = nil
  ) {
    self.name = name
    self.type = type
    self.addresses = addresses
    self.options = options
    self.tag = tag
    self.chassis = chassis
    self.haChassisGroup = haChassisGroup
    self.dhcpOptions = dhcpOptions
  }
}

/// A logical router.
public struct RouterTopology: Hashable, Sendable {
  public var name: String
  public var options: [String: String]
  public var ports: [RouterPortTopology]
  public var routes: [RouteTopology]
  public var policies: [PolicyTopology]
  public var nat: [NATTopology]

  public init(
    name: String, options: [String: String] = [:], ports: [RouterPortTopology] = [],
    routes: [RouteTopology] = [], policies: [PolicyTopology] = [], nat: [NATTopology] = []
  ) {
    self.name = name
    self.options = options
    self.ports = ports
    self.routes = routes
    self.policies = policies
    self.nat = nat
  }
}

/// A port of a logical router, and where it leads.
public struct RouterPortTopology: Hashable, Sendable {
  /// What is at the other end.
  public enum Peer: Hashable, Sendable {
    /// A logical switch of the zone.
    case logicalSwitch(String)
    /// A transit switch.
    case transitSwitch(String)
  }

  public var name: String
  public var mac: String
  /// `IP/LENGTH`, one or more.
  public var networks: [String]
  public var peer: Peer?
  /// What the port at the switch's end is called; `SWITCH-NAME` unless told otherwise.
  public var peerName: String?
  /// The chassis that the port may be on, by name, with their priorities; none for a distributed port.
  public var gatewayChassis: [String: Int]

  public init(
    name: String, mac: String, networks: [String], peer: Peer? = nil, peerName: String? = nil,
    gatewayChassis: [String: Int] = [:]
  ) {
    self.name = name
    self.mac = mac
    self.networks = networks
    self.peer = peer
    self.peerName = peerName
    self.gatewayChassis = gatewayChassis
  }
}

/// A static route.
public struct RouteTopology: Hashable, Sendable {
  /// `IP/LENGTH`.
  public var prefix: String
  /// An address, or `discard`.
  public var nexthop: String
  /// `dst-ip` or `src-ip`; the database's default if there is none.
  public var policy: String?
  /// The route table; empty for the main one.
  public var table: String

  public init(prefix: String, nexthop: String, policy: String? = nil, table: String = "") {
    self.prefix = prefix
    self.nexthop = nexthop
    self.policy = policy
    self.table = table
  }
}

/// A routing policy (ovn-nb(5), Logical_Router_Policy).
public struct PolicyTopology: Hashable, Sendable {
  public var priority: Int
  public var match: String
  /// `allow`, `drop`, `reroute`.
  public var action: String
  public var nexthops: [String]

  public init(priority: Int, match: String, action: String, nexthops: [String] = []) {
    self.priority = priority
    self.match = match
    self.action = action
    self.nexthops = nexthops
  }
}
