import Address
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Routes that this zone publishes in the IC Southbound database.
extension World {
  /// What the route `key` needs: the best of the zone's candidates for it, or that it goes.
  ///
  /// A change among the candidates names the key itself, so they need not be noted as read.
  func advertisedRoute(_ key: RouteKey) -> [Channel: [Edit]] {
    guard let zone = readZone(), zone.holdsOwnRoutes else { return [:] }
    let candidates = zone.isLeaving ? [] : candidatesByKey[key] ?? []
    let wanted = candidates.min(by: isPreferred)
    reportDuplicates(candidates, besides: wanted, of: key)
    let table = ICSouthbound.Route.table.name
    let present = rows(key.digest(in: zone.uuid), in: isb.routesByKey)
      .filter { $0.row.availabilityZone == zone.uuid && RouteKey($0.row) == key }
    guard let wanted else { return [.icSouthbound: present.map { .delete(table, $0.uuid) }] }
    let prefix = key.prefix.description
    guard let kept = present.first(where: { $0.row.ipPrefix == prefix }) ?? present.first else {
      return [.icSouthbound: [insert(wanted, zone)]]
    }
    let surplus = present.filter { $0.uuid != kept.uuid }.map { Edit.delete(table, $0.uuid) }
    return [.icSouthbound: surplus + update(kept.uuid, kept.row, to: wanted)]
  }

  /// Whether the zone neither publishes the route nor has a source of it.
  func isGone(route key: RouteKey) -> Bool {
    guard candidatesByKey[key] == nil else { return false }
    return zone.map { isb.routesByKey[key.digest(in: $0.uuid)] == nil } ?? true
  }

  /// A route of this zone that nobody can read is withdrawn.
  func malformedRoute(_ uuid: UUID) -> [Channel: [Edit]] {
    guard let zone = readZone(), let row = row(uuid, in: isb.routes),
      row.availabilityZone == zone.uuid, RouteKey(row) == nil
    else {
      report([], of: .malformedRoute(uuid))
      return [:]
    }
    report(
      ["Bad route format in IC-SB: \(row.ipPrefix) -> \(row.nexthop). Delete it."],
      of: .malformedRoute(uuid))
    return [.icSouthbound: [.delete(ICSouthbound.Route.table.name, uuid)]]
  }

  /// One fixed order, so that two equal sources never take turns.
  private func isPreferred(_ a: RouteCandidate, to b: RouteCandidate) -> Bool {
    if a.origin != b.origin { return a.origin < b.origin }
    if a.overridesConnected != b.overridesConnected { return b.overridesConnected }
    return (a.source, a.router, a.tag) < (b.source, b.router, b.tag)
  }

  private func reportDuplicates(
    _ candidates: [RouteCandidate], besides wanted: RouteCandidate?, of key: RouteKey
  ) {
    let lines =
      candidates.count < 2
      ? []
      : candidates.filter { $0 != wanted }.map { duplicate in
        "Duplicate \(duplicate.origin.rawValue) route advertisement was suppressed! NB"
          + " \(duplicate.origin.sourceKind) uuid: \(duplicate.source)"
      }
    report(lines, of: .route(key))
  }

  private func insert(_ candidate: RouteCandidate, _ zone: Zone) -> Edit {
    var row = ICSouthbound.Route()
    row.transitSwitch = candidate.key.transitSwitch
    row.availabilityZone = zone.uuid
    row.routeTable = candidate.key.routeTable
    row.ipPrefix = candidate.key.prefix.description
    row.nexthop = candidate.key.nexthop.description
    row.origin = candidate.origin.rawValue
    if candidate.overridesConnected { row.options[Key.overrideConnected] = "true" }
    row.externalIDs = marks(of: candidate)
    var columns = row.columns(for: .icSouthbound, capabilities)
    // The default of an enumerated column is no value of its own; it is always written.
    if capabilities.has("Route", "origin", in: .icSouthbound) {
      columns["origin"] = .string(candidate.origin.rawValue)
    }
    return .insert(ICSouthbound.Route.table.name, columns)
  }

  private func marks(of candidate: RouteCandidate) -> [String: String] {
    var marks = [
      Key.networkBearer: candidate.source.description,
      Key.routerBearer: candidate.router.description,
    ]
    if !candidate.tag.isEmpty { marks[Key.routeTag] = candidate.tag }
    return marks
  }

  private func update(
    _ uuid: UUID, _ row: ICSouthbound.Route, to candidate: RouteCandidate
  ) -> [Edit] {
    let table = ICSouthbound.Route.table.name
    var edits: [Edit] = []
    if row.origin != candidate.origin.rawValue,
      capabilities.has(table, "origin", in: .icSouthbound)
    {
      edits.append(.update(table, uuid, ["origin": .string(candidate.origin.rawValue)]))
    }
    if row.options.isTrue(Key.overrideConnected) != candidate.overridesConnected {
      let value = candidate.overridesConnected ? "true" : nil
      edits.append(.setKeys(table, uuid, "options", [(Key.overrideConnected, value)]))
    }
    let wanted = marks(of: candidate)
    let changes = [Key.networkBearer, Key.routerBearer, Key.routeTag]
      .filter { row.externalIDs[$0] != wanted[$0] }
      .map { (key: $0, value: wanted[$0]) }
    if !changes.isEmpty { edits.append(.setKeys(table, uuid, "external_ids", changes)) }
    return edits
  }
}
