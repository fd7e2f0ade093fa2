import Derive
import OVSDB
import Replica

/// All results that end in edits, by kind.
struct Works {
  var singles = Work<Subject.Single, Fact>()
  var transitSwitches = Work<String, Fact>()
  var gateways = Work<String, Fact>()
  var ports = Work<String, Fact>()
  var routes = Work<RouteKey, Fact>()
  var malformedRoutes = Work<UUID, Fact>()
  var learnedRoutes = Work<LearnedRouteKey, Fact>()

  mutating func invalidate(readersOf fact: Fact) {
    singles.invalidate(readersOf: fact)
    transitSwitches.invalidate(readersOf: fact)
    gateways.invalidate(readersOf: fact)
    ports.invalidate(readersOf: fact)
    routes.invalidate(readersOf: fact)
    malformedRoutes.invalidate(readersOf: fact)
    learnedRoutes.invalidate(readersOf: fact)
  }

  mutating func invalidateAll() {
    for single in Subject.Single.allCases { singles.invalidate(single) }
    transitSwitches.invalidateAll()
    gateways.invalidateAll()
    ports.invalidateAll()
    routes.invalidateAll()
    malformedRoutes.invalidateAll()
    learnedRoutes.invalidateAll()
  }

  mutating func invalidate(_ subject: Subject) {
    switch subject {
    case .single(let single): singles.invalidate(single)
    case .transitSwitch(let name): transitSwitches.invalidate(name)
    case .gateway(let name): gateways.invalidate(name)
    case .port(let name): ports.invalidate(name)
    case .route(let key): routes.invalidate(key)
    case .malformedRoute(let uuid): malformedRoutes.invalidate(uuid)
    case .learnedRoute(let key): learnedRoutes.invalidate(key)
    case .router, .routeSource: break
    }
  }

  /// Whether the subject is to be derived (again).
  func isStale(_ subject: Subject) -> Bool {
    switch subject {
    case .single(let single): singles.isStale(single)
    case .transitSwitch(let name): transitSwitches.isStale(name)
    case .gateway(let name): gateways.isStale(name)
    case .port(let name): ports.isStale(name)
    case .route(let key): routes.isStale(key)
    case .malformedRoute(let uuid): malformedRoutes.isStale(uuid)
    case .learnedRoute(let key): learnedRoutes.isStale(key)
    case .router, .routeSource: false
    }
  }

  /// Whether everything that is known has been derived, except for sequence numbers, which wait for
  /// all the rest.
  var isEmpty: Bool {
    transitSwitches.isEmpty && gateways.isEmpty && ports.isEmpty && routes.isEmpty
      && malformedRoutes.isEmpty && learnedRoutes.isEmpty
  }

  mutating func clearRuns() {
    singles.clearRuns()
    transitSwitches.clearRuns()
    gateways.clearRuns()
    ports.clearRuns()
    routes.clearRuns()
    malformedRoutes.clearRuns()
    learnedRoutes.clearRuns()
  }

  /// Kinds with how many keys there are and how often one has been derived.
  var statistics: [(kind: String, keys: Int, runs: Int)] {
    [
      ("globals", singles.count, singles.runs),
      ("transit-switches", transitSwitches.count, transitSwitches.runs),
      ("gateways", gateways.count, gateways.runs),
      ("port-bindings", ports.count, ports.runs),
      ("advertised-routes", routes.count, routes.runs),
      ("malformed-routes", malformedRoutes.count, malformedRoutes.runs),
      ("learned-routes", learnedRoutes.count, learnedRoutes.runs),
    ]
  }
}
