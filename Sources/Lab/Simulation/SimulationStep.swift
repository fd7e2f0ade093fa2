/// One thing that happens to a mesh in a simulation.
///
/// A step names what it is about by names that do not change, so that it means the same whatever went
/// before; where there is no such thing any more, it does nothing. Zones are called what they were
/// added as, whatever their operators call them later.
public enum SimulationStep: Hashable, Sendable {
  // Faults.
  case cut(String, String)
  case join(String, String)
  case reset(String, String)
  case killServer(String)
  case startServer(String)
  case killDaemon(String)
  case startDaemon(String)
  case pauseDaemon(String)
  case resumeDaemon(String)
  /// How long the server's disk takes from now on, in milliseconds.
  case slowDisk(String, Int)
  /// Somebody replaces the server's database by an empty one.
  case emptyServer(String)

  // What operators do.
  case addTransitSwitch(String)
  case deleteTransitSwitch(String)
  case attach(zone: String, transitSwitch: String, host: Int)
  case detach(zone: String, transitSwitch: String)
  case readdressPort(zone: String, transitSwitch: String, host: Int)
  case addRoute(zone: String, prefix: String, table: String)
  case deleteRoute(zone: String, prefix: String)
  case addNetwork(zone: String, number: Int)
  case removeNetwork(zone: String, number: Int)
  case setZoneOption(zone: String, key: String, value: String?)
  case setRouterOption(zone: String, key: String, value: String?)
  case setPortOption(zone: String, transitSwitch: String, key: String, value: String?)
  case enableRouter(zone: String, Bool)
  case renameZone(zone: String, name: String)
  case setGateway(zone: String, Bool)
  case readdressGateway(zone: String, host: Int)
  case moveGateway(from: String, to: String)
  case addLoadBalancer(zone: String, vip: String)
  case removeLoadBalancer(zone: String, vip: String)
  case setTunnelMode(isVXLAN: Bool)
  /// What `ovn-ic-nbctl --wait=sb sync` asks for.
  case sync
  /// What `ovn-nbctl --wait=hv sync` asks for.
  case syncZone(String)

  // What other writers do to rows of the daemons, counted in the order of their UUIDs.
  case deleteRow(OwnedTable, server: String, number: Int)
  case changeLearnedRoute(zone: String, number: Int)
  case changeRoute(number: Int)
  case forgeRoute(zone: String, prefix: String)
  case changeRemotePort(zone: String, number: Int)
  case forgetTunnelKeys(zone: String)

  /// All faults end, everybody is given time, and what must hold is checked.
  case heal
}

/// Rows that daemons write.
public enum OwnedTable: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  // Those that ovn-ic writes.
  case zone, gateway, datapath, port, route, icSouthboundGlobal, icNorthboundGlobal
  case transitSwitch, remotePort, learnedRoute, remoteChassis
  // Those that northd and ovn-controller write.
  case flow, binding, multicastGroup, addressSet, chassis, chassisPrivate

  public var description: String {
    switch self {
    case .zone: "Availability_Zone"
    case .gateway: "Gateway"
    case .datapath: "Datapath_Binding"
    case .port, .binding: "Port_Binding"
    case .route: "Route"
    case .icSouthboundGlobal: "IC_SB_Global"
    case .icNorthboundGlobal: "IC_NB_Global"
    case .transitSwitch: "Logical_Switch"
    case .remotePort: "Logical_Switch_Port"
    case .learnedRoute: "Logical_Router_Static_Route"
    case .remoteChassis, .chassis: "Chassis"
    case .flow: "Logical_Flow"
    case .multicastGroup: "Multicast_Group"
    case .addressSet: "Address_Set"
    case .chassisPrivate: "Chassis_Private"
    }
  }
}

/// A step, and how long it is until then.
public struct ScheduledStep: Hashable, Sendable, CustomStringConvertible {
  /// How many milliseconds pass before it.
  public var pause: Int
  public var step: SimulationStep

  public var description: String { "after \(pause) ms: \(step)" }
}
