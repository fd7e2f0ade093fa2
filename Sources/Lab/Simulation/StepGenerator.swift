internal import Seeded

/// Steps of a simulation, as a seed decides: operators' work mostly, and faults in between.
struct StepGenerator {
  private var generator: SeededGenerator
  private let zones: [String]
  private var untilHealing = 0

  init(seed: UInt64, zones: [String]) {
    generator = SeededGenerator(seed: seed)
    self.zones = zones
  }

  /// The steps of a run; the last one heals.
  mutating func steps(_ count: Int) -> [ScheduledStep] {
    var steps = (0..<max(0, count - 1)).map { _ in scheduled() }
    steps.append(ScheduledStep(pause: 0, step: .heal))
    return steps
  }

  private mutating func scheduled() -> ScheduledStep {
    if untilHealing == 0 {
      untilHealing = pick([10, 20, 40, 80])
      return ScheduledStep(pause: pick([0, 100, 5_000]), step: .heal)
    }
    untilHealing -= 1
    // Often before anybody has done anything about the step before.
    let pause = pick([0, 0, 0, 1, 5, 20, 60, 200, 1_000, 6_000])
    switch number(100) {
    case 0..<22: return ScheduledStep(pause: pause, step: fault())
    case 22..<82: return ScheduledStep(pause: pause, step: operatorStep())
    default: return ScheduledStep(pause: pause, step: tampering())
    }
  }
}

// Choices.
extension StepGenerator {
  private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

  /// One of some; there is at least one.
  private mutating func pick<Value>(_ values: [Value]) -> Value { values[number(values.count)] }

  private mutating func zone() -> String { pick(zones) }

  private mutating func transitSwitch() -> String { pick(["ts1", "ts1", "ts2"]) }

  private mutating func server() -> String {
    pick(["ic-nb", "ic-sb", "ic-sb", "\(zone())-nb", "\(zone())-sb", "\(chassis())-ovs"])
  }

  private mutating func daemon() -> String {
    pick([
      "\(zone())-ic", "\(zone())-ic", "\(zone())-ic-2", "\(zone())-northd", "\(zone())-northd-2",
      "\(chassis())-controller",
    ])
  }

  private mutating func chassis() -> String { pick(["gw-\(zone())", "host-\(zone())"]) }

  /// Two machines with connections between them.
  private mutating func machines() -> (String, String) {
    let zone = zone()
    return pick([(zone, "interconnect"), (zone, "gw-\(zone)"), (zone, "host-\(zone)")])
  }

  private mutating func prefix() -> String {
    pick([
      "10.99.\(number(6)).0/24", "10.98.0.0/16", "0.0.0.0/0", "2001:db8:\(number(3))::/48",
      "10.97.1.7/24", "172.20.0.0/14",
    ])
  }

  private mutating func list() -> String? {
    pick([nil, nil, "10.99.0.0/16", "10.99.1.0/24, 10.98.0.0/16", "nonsense", "172.16.0.0/12"])
  }
}

// Kinds of steps.
extension StepGenerator {
  private mutating func fault() -> SimulationStep {
    let (site, peer) = machines()
    switch number(14) {
    case 0, 1: return .cut(site, peer)
    case 2: return .join(site, peer)
    case 3: return .reset(site, pick([peer, peer, site]))
    case 4, 5: return .killServer(server())
    case 6, 7: return .startServer(server())
    case 8, 9: return .killDaemon(daemon())
    case 10, 11: return .startDaemon(daemon())
    case 12: return .slowDisk(server(), pick([0, 1, 10, 100]))
    default:
      if number(3) == 0 { return .emptyServer(pick(["ic-sb", "ic-sb", "ic-nb", "\(zone())-sb"])) }
      return pick([.pauseDaemon(daemon()), .resumeDaemon(daemon())])
    }
  }

  private mutating func operatorStep() -> SimulationStep {
    let zone = zone()
    switch number(30) {
    case 0..<7: return .addRoute(zone: zone, prefix: prefix(), table: pick(["", "", "blue"]))
    case 7..<11: return .deleteRoute(zone: zone, prefix: prefix())
    case 11, 12: return .addNetwork(zone: zone, number: number(4))
    case 13: return .removeNetwork(zone: zone, number: number(4))
    case 14, 15: return zoneOption(zone)
    case 16: return .setRouterOption(zone: zone, key: pick(Self.lists), value: list())
    case 17, 18: return portOption(zone)
    case 19: return .addTransitSwitch(transitSwitch())
    case 20:
      return number(4) == 0
        ? .deleteTransitSwitch(transitSwitch()) : .addTransitSwitch(transitSwitch())
    case 21, 22:
      return .attach(zone: zone, transitSwitch: transitSwitch(), host: 100 + number(100))
    case 23: return .detach(zone: zone, transitSwitch: transitSwitch())
    case 24:
      return .readdressPort(zone: zone, transitSwitch: transitSwitch(), host: 100 + number(100))
    case 25: return gatewayStep(zone)
    case 26: return pick([.sync, .syncZone(zone), .setTunnelMode(isVXLAN: number(2) == 0)])
    case 27: return .addLoadBalancer(zone: zone, vip: "30.0.0.\(number(3)):80")
    case 28: return .removeLoadBalancer(zone: zone, vip: "30.0.0.\(number(3)):80")
    default:
      switch number(4) {
      case 0: return .enableRouter(zone: zone, number(3) > 0)
      case 1: return .renameZone(zone: zone, name: "")
      default: return .renameZone(zone: zone, name: pick([zone, "\(zone)-\(number(3))"]))
      }
    }
  }

  private static let lists = [
    "ic-route-filter-adv", "ic-route-filter-learn", "ic-route-deny-adv", "ic-route-deny-learn",
  ]

  private mutating func zoneOption(_ zone: String) -> SimulationStep {
    if number(4) == 0 { return .setZoneOption(zone: zone, key: "ic-route-denylist", value: list()) }
    let key = pick([
      "ic-route-adv", "ic-route-learn", "ic-route-adv-default", "ic-route-learn-default",
      "ic-route-adv-lb", "ic-route-learn-lb",
    ])
    return .setZoneOption(
      zone: zone, key: key, value: pick(["true", "true", "true", "false", nil]))
  }

  private mutating func portOption(_ zone: String) -> SimulationStep {
    let transitSwitch = transitSwitch()
    let (key, value): (String, String?) =
      switch number(5) {
      case 0: ("route_table", pick(["blue", nil, nil]))
      case 1: ("ic-route-tag", pick(["red", "green", nil]))
      case 2: ("ic-route-filter-tag", pick(["red", nil]))
      default: (pick(Self.lists), list())
      }
    return .setPortOption(zone: zone, transitSwitch: transitSwitch, key: key, value: value)
  }

  private mutating func gatewayStep(_ zone: String) -> SimulationStep {
    switch number(4) {
    case 0: .setGateway(zone: zone, false)
    case 1: .setGateway(zone: zone, true)
    case 2: .readdressGateway(zone: zone, host: 1 + number(3))
    default: .moveGateway(from: zone, to: self.zone())
    }
  }

  private mutating func tampering() -> SimulationStep {
    let zone = zone()
    switch number(12) {
    case 0..<6:
      let table = pick(OwnedTable.allCases)
      return .deleteRow(table, server: table.server(of: zone), number: number(64))
    case 6: return .changeLearnedRoute(zone: zone, number: number(64))
    case 7, 8: return .changeRoute(number: number(64))
    case 9: return .forgeRoute(zone: zone, prefix: prefix())
    case 10: return .changeRemotePort(zone: zone, number: number(64))
    default: return .forgetTunnelKeys(zone: zone)
    }
  }
}

extension OwnedTable {
  /// The server that has the table.
  func server(of zone: String) -> String {
    switch self {
    case .zone, .gateway, .datapath, .port, .route, .icSouthboundGlobal: "ic-sb"
    case .icNorthboundGlobal: "ic-nb"
    case .transitSwitch, .remotePort, .learnedRoute: "\(zone)-nb"
    case .remoteChassis, .flow, .binding, .multicastGroup, .addressSet, .chassis, .chassisPrivate:
      "\(zone)-sb"
    }
  }
}
