import Derive
import OVSDB
import Replica

/// Bringing the shared values up to date, each before what reads it.
extension World {
  /// Follows everything that has changed since the last call, until only keys of `works` are stale.
  func settle(_ works: inout Works) {
    settleZone(&works)
    followChanges(&works)
    propagate(log.take(), &works)
    settleRouters(&works)
    settleVirtualIPs(&works)
    settleCandidates(&works)
    settleNeededRoutes()
  }

  private func propagate(_ facts: [Fact], _ works: inout Works) {
    for fact in facts {
      routers.invalidate(readersOf: fact)
      vips.invalidate(readersOf: fact)
      candidates.invalidate(readersOf: fact)
      works.invalidate(readersOf: fact)
    }
  }

  private func settleZone(_ works: inout Works) {
    let new = deriveZone()
    if new == zone { return }
    let old = zone
    zone = new
    log.note(zoneFact)
    if new?.uuid != old?.uuid { mayNeedOtherRoutes = true }
    guard let new, new.uuid != old?.uuid else { return }
    for uuid in isb.routesByZone[new.uuid].map(Array.init) ?? [] {
      if let row = isb.routes[uuid] { follow(ownRoute: row, uuid, &works) }
    }
  }

  private func settleRouters(_ works: inout Works) {
    let changes = routers.update(
      reads: reads, isGone: { nb.routers[$0] == nil }, derive: deriveRouter)
    for change in changes {
      for transitSwitch in change.old?.transitSwitches ?? [] {
        participants[transitSwitch]?.remove(change.key)
        if participants[transitSwitch]?.isEmpty == true {
          participants[transitSwitch] = nil
          mayNeedOtherRoutes = true
        }
      }
      for transitSwitch in change.new?.transitSwitches ?? [] {
        if participants[transitSwitch] == nil { mayNeedOtherRoutes = true }
        participants[transitSwitch, default: []].insert(change.key)
        for route in isb.routesByTransitSwitch[transitSwitch].map(Array.init) ?? [] {
          works.learnedRoutes.invalidate(LearnedRouteKey(router: change.key, route: route))
        }
      }
      propagate([fact(ofRouter: change.key)], &works)
    }
  }

  private func settleVirtualIPs(_ works: inout Works) {
    let changes = vips.update(
      reads: reads, isGone: { nb.routers[$0] == nil }, derive: deriveVirtualIPs)
    for change in changes {
      candidates.invalidate(.loadBalancers(router: change.key))
      propagate([fact(ofVirtualIPs: change.key)], &works)
    }
  }

  private func settleCandidates(_ works: inout Works) {
    for change in candidates.update(reads: reads, isGone: isGone, derive: deriveCandidates) {
      for candidate in change.old ?? [] { remove(candidate, &works) }
      for candidate in change.new ?? [] { add(candidate, &works) }
    }
  }

  private func isGone(_ source: RouteSource) -> Bool {
    switch source {
    case .staticRoute(let uuid): nb.staticRoutes[uuid] == nil
    case .routerPort(let uuid): nb.routerPorts[uuid] == nil
    case .loadBalancers(let router): nb.routers[router] == nil
    }
  }

  private func add(_ candidate: RouteCandidate, _ works: inout Works) {
    candidatesByKey[candidate.key, default: []].append(candidate)
    noteChange(of: candidate.key, &works)
  }

  private func remove(_ candidate: RouteCandidate, _ works: inout Works) {
    if let index = candidatesByKey[candidate.key]?.firstIndex(of: candidate) {
      candidatesByKey[candidate.key]?.remove(at: index)
    }
    if candidatesByKey[candidate.key]?.isEmpty == true { candidatesByKey[candidate.key] = nil }
    noteChange(of: candidate.key, &works)
  }

  private func noteChange(of key: RouteKey, _ works: inout Works) {
    works.routes.invalidate(key)
  }
}
