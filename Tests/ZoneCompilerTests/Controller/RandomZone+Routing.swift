import OVSDB
import ZoneBench

extension RandomZone {
  /// Routes, policies and BFD sessions of the routers.
  struct Routing {
    struct Part {
      let uuid: UUID
      let router: UUID
    }

    var routes: [Part] = []
    var policies: [Part] = []
    var sessions: [UUID] = []

    /// Forgets what went with a router.
    mutating func remove(router: UUID) {
      routes.removeAll { $0.router == router }
      policies.removeAll { $0.router == router }
    }
  }

  /// The operations of an edit of what routers do.
  mutating func editRouting(_ uuid: UUID) -> [OVSDB.Operation] {
    switch Int.random(in: 0..<11, using: &generator) {
    case 0...2: addRoute(uuid)
    case 3: removeRoute()
    case 4: changeRoute()
    case 5: addPolicy(uuid)
    case 6: removePolicy()
    case 7: addSession(uuid)
    case 8: changeRouter()
    case 9: addGateway(uuid)
    default: changePort()
    }
  }

  private mutating func addRoute(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let router = routers.randomElement(using: &generator) else { return [] }
    routing.routes.append(Routing.Part(uuid: uuid, router: router))
    let session =
      Bool.random(using: &generator) ? routing.sessions.randomElement(using: &generator) : nil
    return NorthboundEdit.addRoute(
      prefix(), nextHop(), uuid: uuid, to: router,
      table: one(of: ["", "", "red", "blue"]), isSource: one(of: [true, false, false]),
      session: session)
  }

  private mutating func removeRoute() -> [OVSDB.Operation] {
    guard let index = routing.routes.indices.randomElement(using: &generator) else { return [] }
    let route = routing.routes.remove(at: index)
    return [
      NorthboundEdit.remove(route.uuid, from: "Logical_Router", route.router, "static_routes")
    ]
  }

  private mutating func changeRoute() -> [OVSDB.Operation] {
    guard let route = routing.routes.randomElement(using: &generator) else { return [] }
    let (column, value) = one(of: [
      ("ip_prefix", prefix()), ("nexthop", nextHop()), ("route_table", one(of: ["", "red"])),
    ])
    return [
      NorthboundEdit.set(route.uuid, in: "Logical_Router_Static_Route", column, to: [value])
    ]
  }

  private mutating func addPolicy(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let router = routers.randomElement(using: &generator) else { return [] }
    routing.policies.append(Routing.Part(uuid: uuid, router: router))
    let hops = Set((0..<Int.random(in: 0..<4, using: &generator)).map { _ in nextHop() })
    return NorthboundEdit.addPolicy(
      "ip4.src == \(prefix())", count, one(of: ["allow", "drop", "reroute", "reroute"]),
      nextHops: hops.sorted(), uuid: uuid, to: router)
  }

  private mutating func removePolicy() -> [OVSDB.Operation] {
    guard let index = routing.policies.indices.randomElement(using: &generator) else { return [] }
    let policy = routing.policies.remove(at: index)
    return [
      NorthboundEdit.remove(policy.uuid, from: "Logical_Router", policy.router, "policies")
    ]
  }

  private mutating func addSession(_ uuid: UUID) -> [OVSDB.Operation] {
    if let index = routing.sessions.indices.randomElement(using: &generator),
      Bool.random(using: &generator)
    {
      return [NorthboundEdit.remove(routing.sessions.remove(at: index), from: "BFD")]
    }
    routing.sessions.append(uuid)
    return [
      NorthboundEdit.addSession(
        of: "routerport\(Int.random(in: 0...count, using: &generator))", with: "10.0.9.\(count)",
        uuid: uuid)
    ]
  }

  private mutating func changeRouter() -> [OVSDB.Operation] {
    guard let router = routers.randomElement(using: &generator) else { return [] }
    if one(of: [true, false, false]) {
      return [NorthboundEdit.enable(router, in: "Logical_Router", one(of: [true, false]))]
    }
    let options = [
      ["chassis": "gateway"], ["mcast_relay": "true"],
      ["always_learn_from_arp_request": "false", "dynamic_neigh_routers": "true"], [:],
    ]
    return [
      NorthboundEdit.set(router, in: "Logical_Router", "options", to: one(of: options))
    ]
  }

  private mutating func addGateway(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let port = ports.filter(\.isRouter).randomElement(using: &generator) else { return [] }
    return NorthboundEdit.addGatewayChassis(
      one(of: ["gateway", "other"]), uuid: uuid, to: port.uuid)
  }

  private mutating func changePort() -> [OVSDB.Operation] {
    guard let port = ports.filter(\.isRouter).randomElement(using: &generator) else { return [] }
    let options = [
      ["gateway_mtu": "1500"], ["route_table": "red"], ["mcast_flood": "true"],
      ["redirect-type": "bridged"], ["prefix": "true", "prefix_delegation": "true"], [:],
    ]
    return [
      NorthboundEdit.set(port.uuid, in: "Logical_Router_Port", "options", to: one(of: options))
    ]
  }

  /// Few, so that several routes lead to the same.
  private mutating func prefix() -> String {
    one(of: ["0.0.0.0/0", "10.9.0.0/16", "10.9.1.0/24", "fd09::/16", "::/0", "nonsense"])
  }

  private mutating func nextHop() -> String {
    let near = "10.0.\(Int.random(in: 0...max(count, 1), using: &generator) % 256).9"
    return one(of: [near, near, near, "fe80::9", "discard", "nonsense", "192.0.2.9", ""])
  }

  mutating func one<Value>(of values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &generator)]
  }
}
