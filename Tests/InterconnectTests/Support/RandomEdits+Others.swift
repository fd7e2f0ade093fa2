import OVNModel
import OVSDB

extension RandomEdits {
  // MARK: Southbound

  mutating func editSouthbound(_ bench: Bench) {
    switch Int.random(in: 0..<7, using: &generator) {
    case 0..<2: editChassis(bench)
    case 2: editDatapath(bench)
    default: editPortBinding(bench)
    }
  }

  private mutating func editChassis(_ bench: Bench) {
    let taken = bench.sb.rows(Southbound.Chassis.self).map(\.row.name)
    let encap = bench.makeUUID()
    touch(&bench.sb, most: 4, bench) { edits, contents, uuid in
      guard let name = edits.unused(Self.chassis, taken) else { return }
      var row = Southbound.Chassis()
      row.name = name
      row.encaps = [encap]
      contents.insert(edits.southboundEncap(name), as: encap)
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout Southbound.Chassis) in
      if edits.chance(3) { row.hostname = edits.text(["host", ""]) }
      edits.toggle(&row.otherConfig, ["is-interconn", "is-remote"], ["true", "false"])
    }
    if chance(3), let uuid = pick(bench.sb.uuids(Southbound.Encap.self)) {
      bench.sb.modify(Southbound.Encap.self, uuid) { $0.ip = text(["10.0.0.1", "10.0.0.2"]) }
    }
  }

  private mutating func southboundEncap(_ chassis: String) -> Southbound.Encap {
    var row = Southbound.Encap()
    row.type = text(["geneve", "vxlan"])
    row.ip = text(["10.0.0.1", "10.0.0.2", "10.0.0.3"])
    row.chassisName = chassis
    return row
  }

  private mutating func editDatapath(_ bench: Bench) {
    let routers = bench.nb.uuids(Northbound.LogicalRouter.self)
    let isNewest = bench.generation == .newest
    touch(&bench.sb, most: 4, bench) { edits, contents, uuid in
      contents.insert(Southbound.DatapathBinding(), as: uuid)
    } change: { (edits, row: inout Southbound.DatapathBinding) in
      guard let router = edits.pick(routers) else { return }
      if isNewest && edits.chance(2) {
        row.nbUUID = router
        row.type = edits.chance(3) ? nil : "logical-router"
      } else {
        row.externalIDs["logical-router"] = router.description
      }
    }
  }

  private mutating func editPortBinding(_ bench: Bench) {
    let taken = bench.sb.rows(Southbound.PortBinding.self).map(\.row.logicalPort)
    let names = Self.ports + Self.routerPorts + Self.routerPorts.map { "cr-" + $0 }
    let datapaths = bench.sb.uuids(Southbound.DatapathBinding.self)
    let chassis = bench.sb.uuids(Southbound.Chassis.self)
    touch(&bench.sb, most: 14, bench) { edits, contents, uuid in
      guard let name = edits.unused(names, taken), let datapath = edits.pick(datapaths) else {
        return
      }
      var row = Southbound.PortBinding()
      row.logicalPort = name
      row.datapath = datapath
      row.mac = [edits.text(Self.addresses)]
      row.options["peer"] = edits.text(Self.routerPorts)
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout Southbound.PortBinding) in
      switch Int.random(in: 0..<3, using: &edits.generator) {
      case 0: row.mac.formSymmetricDifference([edits.text(Self.addresses)])
      case 1: row.chassis = edits.chance(3) ? nil : edits.pick(chassis)
      default: edits.toggle(&row.options, ["peer"], Self.routerPorts)
      }
    }
  }

  // MARK: IC Northbound

  mutating func editICNorthbound(_ bench: Bench) {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: editICGlobal(bench)
    case 1 where bench.generation == .newest: editTransitSwitchPort(bench)
    default: editTransitSwitch(bench)
    }
  }

  private mutating func editICGlobal(_ bench: Bench) {
    let isNewest = bench.generation == .newest
    touch(&bench.inb, most: 1, bench) { edits, contents, uuid in
      contents.insert(ICNorthbound.ICNBGlobal(), as: uuid)
    } change: { (edits, row: inout ICNorthbound.ICNBGlobal) in
      if isNewest && edits.chance(2) { row.nbICCfg += 1 }
      edits.toggle(&row.options, ["vxlan_mode"], ["true", "false"])
    }
  }

  private mutating func editTransitSwitch(_ bench: Bench) {
    let taken = bench.inb.rows(ICNorthbound.TransitSwitch.self).map(\.row.name)
    let name = unused(Self.switches, taken)
    touch(&bench.inb, most: 3, bench) { edits, contents, uuid in
      guard let name else { return }
      var row = ICNorthbound.TransitSwitch()
      row.name = name
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout ICNorthbound.TransitSwitch) in
      if let name { row.name = name }
    }
  }

  private mutating func editTransitSwitchPort(_ bench: Bench) {
    let taken = bench.inb.rows(ICNorthbound.TransitSwitchPort.self).map(\.row.name)
    let owners = bench.inb.uuids(ICNorthbound.TransitSwitch.self)
    let name = unused(Self.ports, taken)
    touch(&bench.inb, most: 1, bench) { edits, contents, uuid in
      guard let name, let owner = edits.pick(owners), edits.chance(2) else { return }
      var row = ICNorthbound.TransitSwitchPort()
      row.name = name
      contents.insert(row, as: uuid)
      contents.modify(ICNorthbound.TransitSwitch.self, owner) { $0.ports.insert(uuid) }
    } change: { (edits, row: inout ICNorthbound.TransitSwitchPort) in
      if let name { row.name = name }
    }
  }

  // MARK: IC Southbound

  mutating func editICSouthbound(_ bench: Bench) {
    switch Int.random(in: 0..<13, using: &generator) {
    case 0..<2: editZone(bench)
    case 2: editGateway(bench)
    case 3: editICDatapath(bench)
    case 4..<7: editPublishedPort(bench)
    case 7: editICSBGlobal(bench)
    default: editPublishedRoute(bench)
    }
  }

  private mutating func editZone(_ bench: Bench) {
    let taken = bench.isb.rows(ICSouthbound.AvailabilityZone.self).map(\.row.name)
    let name = unused(Self.zones + ["new"], taken)
    let isNewest = bench.generation == .newest
    touch(&bench.isb, most: 4, bench) { edits, contents, uuid in
      guard let name else { return }
      var row = ICSouthbound.AvailabilityZone()
      row.name = name
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout ICSouthbound.AvailabilityZone) in
      if isNewest { row.nbICCfg += 1 }
      if let name, edits.chance(3) { row.name = name }
    }
  }

  private mutating func zone(_ bench: Bench) -> UUID {
    pick(bench.isb.uuids(ICSouthbound.AvailabilityZone.self)) ?? .zero
  }

  private mutating func editGateway(_ bench: Bench) {
    let taken = bench.isb.rows(ICSouthbound.Gateway.self).map(\.row.name)
    let encap = bench.makeUUID()
    let zone = zone(bench)
    touch(&bench.isb, most: 4, bench) { edits, contents, uuid in
      guard let name = edits.unused(Self.chassis, taken) else { return }
      var tunnel = ICSouthbound.Encap()
      tunnel.type = edits.text(["geneve", "vxlan"])
      tunnel.ip = edits.text(["10.0.0.1", "10.0.0.2", "10.0.0.3"])
      contents.insert(tunnel, as: encap)
      var row = ICSouthbound.Gateway()
      row.name = name
      row.availabilityZone = zone
      row.encaps = [encap]
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout ICSouthbound.Gateway) in
      if edits.chance(2) { row.availabilityZone = zone }
      row.hostname = edits.text(["host", ""])
    }
  }

  private mutating func editICDatapath(_ bench: Bench) {
    let isNewest = bench.generation == .newest
    touch(&bench.isb, most: 4, bench) { edits, contents, uuid in
      var row = ICSouthbound.DatapathBinding()
      row.transitSwitch = edits.text(Self.switches)
      row.tunnelKey = edits.pick([16_711_682, 16_711_683, 1_025, 7]) ?? 7
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout ICSouthbound.DatapathBinding) in
      row.tunnelKey = edits.pick([16_711_682, 16_711_684, 1_026]) ?? 7
      if isNewest {
        row.type = edits.pick([nil, "transit-switch", "transit-router"]) ?? nil
      }
    }
  }

  private mutating func editPublishedPort(_ bench: Bench) {
    let taken = bench.isb.rows(ICSouthbound.PortBinding.self).map(\.row.logicalPort)
    let routers = bench.nb.uuids(Northbound.LogicalRouter.self)
    let zone = chance(2) ? bench.ownZone : zone(bench)
    let isNewest = bench.generation == .newest
    touch(&bench.isb, most: 8, bench) { edits, contents, uuid in
      guard let name = edits.unused(Self.ports, taken) else { return }
      var row = ICSouthbound.PortBinding()
      row.logicalPort = name
      row.transitSwitch = edits.text(Self.switches)
      row.availabilityZone = zone
      row.tunnelKey = Int.random(in: 1...9, using: &edits.generator)
      row.address = edits.text(Self.addresses)
      row.gateway = edits.text(Self.chassis + [""])
      row.externalIDs["router-id"] = edits.pick(routers)?.description
      if isNewest {
        row.type = edits.pick(["transit-switch-port", "transit-router-port", nil]) ?? nil
      }
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout ICSouthbound.PortBinding) in
      switch Int.random(in: 0..<5, using: &edits.generator) {
      case 0: row.availabilityZone = zone
      case 1: row.address = edits.text(Self.addresses)
      case 2: row.externalIDs["router-id"] = edits.pick(routers)?.description
      case 3: row.gateway = edits.text(Self.chassis + [""])
      default: row.transitSwitch = edits.text(Self.switches)
      }
    }
  }

  private mutating func editICSBGlobal(_ bench: Bench) {
    let isNewest = bench.generation == .newest
    touch(&bench.isb, most: 1, bench) { edits, contents, uuid in
      contents.insert(ICSouthbound.ICSBGlobal(), as: uuid)
    } change: { (edits, row: inout ICSouthbound.ICSBGlobal) in
      if isNewest { row.nbICCfg += 1 }
    }
  }

  private mutating func editPublishedRoute(_ bench: Bench) {
    let routers = bench.nb.uuids(Northbound.LogicalRouter.self)
    let zone = zone(bench)
    let isNewest = bench.generation == .newest
    touch(&bench.isb, most: 14, bench) { edits, contents, uuid in
      var row = ICSouthbound.Route()
      row.transitSwitch = edits.text(Self.switches)
      row.availabilityZone = zone
      edits.change(&row, routers, isNewest: isNewest)
      contents.insert(row, as: uuid)
    } change: { (edits, row: inout ICSouthbound.Route) in
      if edits.chance(5) { row.availabilityZone = zone }
      if edits.chance(6) { row.transitSwitch = edits.text(Self.switches) }
      edits.change(&row, routers, isNewest: isNewest)
    }
  }

  private mutating func change(
    _ row: inout ICSouthbound.Route, _ routers: [UUID], isNewest: Bool
  ) {
    row.ipPrefix = text(Self.prefixes)
    row.nexthop = text(Self.nexthops)
    row.routeTable = text(Self.tables)
    row.origin = text(["static", "connected", isNewest ? "loadbalancer" : "static"])
    row.externalIDs["lr-id"] =
      chance(3) ? nil : chance(4) ? "x" : (pick(routers) ?? .zero).description
    toggle(&row.externalIDs, ["ic-route-tag"], ["red", "green", ""])
    if isNewest { toggle(&row.options, ["override-connected"], ["true"]) }
  }
}
