import OVNModel
import OVSDB

extension RandomEdits {
  mutating func editNorthbound(_ bench: Bench) {
    switch Int.random(in: 0..<18, using: &generator) {
    case 0..<2: editGlobal(bench)
    case 2..<4: editSwitch(bench)
    case 4..<7: editSwitchPort(bench)
    case 7..<9: editRouter(bench)
    case 9..<11: editRouterPort(bench)
    case 11..<16: editStaticRoute(bench)
    case 16: editLoadBalancer(bench)
    default: editLoadBalancerGroup(bench)
    }
  }

  private mutating func editGlobal(_ bench: Bench) {
    touch(&bench.nb, most: 1, bench) { edits, contents, uuid in
      var row = Northbound.NBGlobal()
      row.name = "az1"
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout Northbound.NBGlobal) in
      if edits.chance(4) { row.name = edits.text(Self.zones + ["az1", "new", ""]) }
      if edits.chance(4) {
        row.options[edits.text(["ic-route-denylist", "ic-route-blacklist", "unrelated"])] =
          edits.text(Self.lists)
      }
      edits.toggle(
        &row.options,
        [
          "ic-route-adv", "ic-route-learn", "ic-route-adv-default", "ic-route-learn-default",
          "ic-route-adv-lb", "ic-route-learn-lb",
        ], ["true", "TRUE", "true", "false"])
    }
  }

  private mutating func editSwitch(_ bench: Bench) {
    touch(&bench.nb, most: 5, bench) { edits, contents, uuid in
      var row = Northbound.LogicalSwitch()
      row.name = edits.text(Self.switches)
      row.otherConfig["interconn-ts"] = edits.chance(4) ? nil : row.name
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout Northbound.LogicalSwitch) in
      switch Int.random(in: 0..<3, using: &edits.generator) {
      case 0: row.name = edits.text(Self.switches)
      case 1: edits.toggle(&row.otherConfig, ["interconn-ts"], Self.switches)
      default:
        edits.toggle(
          &row.otherConfig, ["requested-tnl-key", "ic-vxlan_mode", "mcast_snoop"],
          ["true", "16711682"])
      }
    }
  }

  private mutating func editSwitchPort(_ bench: Bench) {
    let owners = bench.nb.uuids(Northbound.LogicalSwitch.self)
    let taken = bench.nb.rows(Northbound.LogicalSwitchPort.self).map(\.row.name)
    if let port = pick(bench.nb.uuids(Northbound.LogicalSwitchPort.self)), chance(6) {
      move(port, from: owners, bench, \Northbound.LogicalSwitch.ports)
      return
    }
    touch(&bench.nb, most: 8, bench) { edits, contents, uuid in
      guard let name = edits.unused(Self.ports, taken), let owner = edits.pick(owners) else {
        return
      }
      var row = Northbound.LogicalSwitchPort()
      row.name = name
      edits.change(&row)
      contents.insert(row, as: uuid)
      contents.modify(Northbound.LogicalSwitch.self, owner) { $0.ports.insert(uuid) }
    } change: { (edits, row: inout Northbound.LogicalSwitchPort) in
      edits.change(&row)
    }
  }

  private mutating func change(_ row: inout Northbound.LogicalSwitchPort) {
    if row.type.isEmpty || chance(3) {
      row.type = text(["router", "router", "router", "remote", "remote", "switch", "", "localnet"])
    }
    if row.type == "router" { row.options["router-port"] = text(Self.routerPorts) }
    if chance(3) { row.addresses = [text(Self.addresses)] }
    if chance(3) {
      toggle(&row.options, ["requested-tnl-key", "requested-chassis"], ["1", "2", ""])
    }
  }

  /// Moves a row from wherever it is to one of the owners, in one transaction.
  private mutating func move<R: Row>(
    _ child: UUID, from owners: [UUID], _ bench: Bench, _ path: WritableKeyPath<R, Set<UUID>>
  ) {
    guard let target = pick(owners) else { return }
    for owner in owners {
      bench.nb.modify(R.self, owner) { row in
        if owner == target {
          row[keyPath: path].insert(child)
        } else {
          row[keyPath: path].remove(child)
        }
      }
    }
  }

  private mutating func editRouter(_ bench: Bench) {
    let balancers = bench.nb.uuids(Northbound.LoadBalancer.self)
    let groups = bench.nb.uuids(Northbound.LoadBalancerGroup.self)
    touch(&bench.nb, most: 4, bench) { edits, contents, uuid in
      var row = Northbound.LogicalRouter()
      row.name = "router"
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout Northbound.LogicalRouter) in
      switch Int.random(in: 0..<5, using: &edits.generator) {
      case 0: row.enabled = edits.pick([nil, true, false]) ?? nil
      case 1: row.loadBalancer = edits.pick(balancers).map { [$0] } ?? []
      case 2: row.loadBalancerGroup = edits.pick(groups).map { [$0] } ?? []
      case 3: edits.toggle(&row.options, ["ic-route-ipv4-next-hop-ipv6"], ["true", "no"])
      default: edits.toggle(&row.options, Self.filters, Self.lists)
      }
    }
  }

  private static let filters = [
    "ic-route-filter-adv", "ic-route-filter-learn", "ic-route-deny-adv", "ic-route-deny-learn",
  ]

  private mutating func editRouterPort(_ bench: Bench) {
    let owners = bench.nb.uuids(Northbound.LogicalRouter.self)
    let taken = bench.nb.rows(Northbound.LogicalRouterPort.self).map(\.row.name)
    if let port = pick(bench.nb.uuids(Northbound.LogicalRouterPort.self)), chance(6) {
      move(port, from: owners, bench, \Northbound.LogicalRouter.ports)
      return
    }
    touch(&bench.nb, most: 8, bench) { edits, contents, uuid in
      guard let name = edits.unused(Self.routerPorts, taken), let owner = edits.pick(owners) else {
        return
      }
      var row = Northbound.LogicalRouterPort()
      row.name = name
      row.mac = "00:00:00:00:00:01"
      row.networks = [edits.text(Self.networks)]
      contents.insert(row, as: uuid)
      contents.modify(Northbound.LogicalRouter.self, owner) { $0.ports.insert(uuid) }
    } change: { (edits, row: inout Northbound.LogicalRouterPort) in
      switch Int.random(in: 0..<5, using: &edits.generator) {
      case 0: row.mac = edits.text(["00:00:00:00:00:01", "00:00:00:00:00:02", "bad"])
      case 1: row.networks.formSymmetricDifference([edits.text(Self.networks)])
      case 2: edits.toggle(&row.options, Self.filters, Self.lists)
      case 3:
        edits.toggle(&row.options, ["ic-route-tag", "ic-route-filter-tag"], ["red", "green"])
      default:
        edits.toggle(
          &row.options, ["route_table", "ic-route-ipv4-next-hop-ipv6"], ["blue", "false"])
      }
    }
  }

  private mutating func editStaticRoute(_ bench: Bench) {
    let owners = bench.nb.uuids(Northbound.LogicalRouter.self)
    let published = bench.isb.rows(ICSouthbound.Route.self)
    if let route = pick(bench.nb.uuids(Northbound.LogicalRouterStaticRoute.self)), chance(6) {
      move(route, from: owners, bench, \Northbound.LogicalRouter.staticRoutes)
      if chance(2) {
        bench.nb.modify(Northbound.LogicalRouterStaticRoute.self, route) { change(&$0, published) }
      }
      return
    }
    touch(&bench.nb, most: 12, bench) { edits, contents, uuid in
      guard let owner = edits.pick(owners) else { return }
      var row = Northbound.LogicalRouterStaticRoute()
      edits.change(&row, published)
      contents.insert(row, as: uuid)
      contents.modify(Northbound.LogicalRouter.self, owner) { $0.staticRoutes.insert(uuid) }
    } change: { (edits, row: inout Northbound.LogicalRouterStaticRoute) in
      edits.change(&row, published)
    }
  }

  /// Makes it one of the operator's routes, or one that might have been learned.
  private mutating func change(
    _ row: inout Northbound.LogicalRouterStaticRoute,
    _ published: [(uuid: UUID, row: ICSouthbound.Route)]
  ) {
    row.ipPrefix = text(Self.prefixes)
    row.nexthop = text(Self.nexthops)
    row.routeTable = text(Self.tables)
    row.policy = chance(5) ? text(["src-ip", "dst-ip"]) : nil
    row.externalIDs = [:]
    if let origin = pick(published), chance(2) {
      row.externalIDs["ic-learned-route"] = chance(8) ? "x" : origin.uuid.description
      if chance(2) {
        row.ipPrefix = origin.row.ipPrefix
        row.nexthop = origin.row.nexthop
        row.routeTable = origin.row.routeTable
        row.options["origin"] = origin.row.origin
      }
    }
    toggle(&row.options, ["override-connected", "origin"], ["true", "static", "connected"])
  }

  private mutating func editLoadBalancer(_ bench: Bench) {
    touch(&bench.nb, most: 3, bench) { edits, contents, uuid in
      contents.insert(Northbound.LoadBalancer(), as: uuid)
    } change: { (edits, row: inout Northbound.LoadBalancer) in
      edits.toggle(
        &row.vips, ["10.1.0.5:80", "10.9.9.9", "[2001:db8::5]:443", "what"], ["10.0.0.1:80"])
    }
  }

  private mutating func editLoadBalancerGroup(_ bench: Bench) {
    let balancers = bench.nb.uuids(Northbound.LoadBalancer.self)
    touch(&bench.nb, most: 2, bench) { edits, contents, uuid in
      contents.insert(Northbound.LoadBalancerGroup(), as: uuid)
    } change: { (edits, row: inout Northbound.LoadBalancerGroup) in
      row.loadBalancer = edits.pick(balancers).map { [$0] } ?? []
    }
  }
}
