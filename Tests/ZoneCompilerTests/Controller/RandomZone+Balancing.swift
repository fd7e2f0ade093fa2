import JSON
import OVSDB
import ZoneBench

/// What balancers on routers depend on besides the balancers: how routers treat sources, which backends are
/// watched, and what chassis find out about them.
extension RandomZone {
  /// The operations of one edit.
  mutating func editBalancing(_ uuid: UUID) -> [OVSDB.Operation] {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0...2: addRouterBalancer(uuid)
    case 3: attachToRouter()
    case 4: addHealthCheck(uuid)
    case 5: mapBackends()
    case 6: removeHealthChecks()
    case 7: setRouterOptions()
    case 8...9: setBalancerOptions()
    case 10: distribute(uuid)
    default: enablePort()
    }
  }

  /// The operations of an edit as a chassis makes it: ports come up or go down, probes find something.
  mutating func editAsChassis() -> [OVSDB.Operation] {
    let isUp = Int.random(in: 0..<4, using: &generator) != 0
    let status = ["online", "online", "offline", "error"].randomElement(using: &generator)
    return [
      .update(
        table: "Port_Binding", where: [Condition("logical_port", .equal, .string(backendPort()))],
        row: ["up": .boolean(isUp)]),
      .update(
        table: "Service_Monitor",
        where: [Condition("logical_port", .equal, .string(backendPort()))],
        row: ["status": .string(status ?? "online")]),
    ]
  }

  /// Adds a balancer with watched backends to a router.
  private mutating func addRouterBalancer(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let router = routers.randomElement(using: &generator) else { return [] }
    security.balancers.append(uuid)
    let check = UUID.random(using: &generator)
    return [
      .insert(
        table: "Load_Balancer_Health_Check", row: ["vip": .string("10.0.0.9:80")], uuid: check),
      .insert(
        table: "Load_Balancer",
        row: ["name": .string("balancer\(count)"), "health_check": check.json], uuid: uuid),
      .mutate(
        table: "Logical_Router", where: [.uuid(equals: router)],
        mutations: [Mutation("load_balancer", .insert, .uuid(uuid))]),
    ] + setOptions(of: uuid) + mapBackends(of: uuid)
  }

  /// Makes a router's port one that has a gateway.
  private mutating func distribute(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let port = ports.filter(\.isRouter).randomElement(using: &generator) else { return [] }
    return [NorthboundEdit.setMap(port.owner, in: "Logical_Router", "options", to: [:])]
      + NorthboundEdit.addGatewayChassis("gateway", uuid: uuid, to: port.uuid)
  }

  private mutating func attachToRouter() -> [OVSDB.Operation] {
    guard let balancer = security.balancers.randomElement(using: &generator),
      let router = routers.randomElement(using: &generator)
    else { return [] }
    let mutator: Mutation.Mutator =
      Int.random(in: 0..<4, using: &generator) == 0 ? .delete : .insert
    return [
      .mutate(
        table: "Logical_Router", where: [.uuid(equals: router)],
        mutations: [Mutation("load_balancer", mutator, .uuid(balancer))])
    ]
  }

  private mutating func addHealthCheck(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let balancer = security.balancers.randomElement(using: &generator) else { return [] }
    let vip = ["10.0.0.9:80", "10.0.0.10", "10.0.0.11:80", "nonsense"]
    return [
      .insert(
        table: "Load_Balancer_Health_Check",
        row: [
          "vip": .string(vip.randomElement(using: &generator) ?? ""),
          "options": ["interval": "\(count)"].json,
        ], uuid: uuid),
      .mutate(
        table: "Load_Balancer", where: [.uuid(equals: balancer)],
        mutations: [Mutation("health_check", .insert, .uuid(uuid))]),
    ] + mapBackends(of: balancer)
  }

  private mutating func mapBackends() -> [OVSDB.Operation] {
    security.balancers.randomElement(using: &generator).map { mapBackends(of: $0) } ?? []
  }

  private mutating func mapBackends(of balancer: UUID) -> [OVSDB.Operation] {
    let source =
      ["10.0.0.3", "10.0.0.3", "10.0.0.4", "nonsense"].randomElement(using: &generator) ?? ""
    let mappings = [
      "10.0.0.7": "\(backendPort()):\(source)", "10.0.0.8": "\(backendPort()):10.0.0.3",
    ]
    return [NorthboundEdit.setMap(balancer, in: "Load_Balancer", "ip_port_mappings", to: mappings)]
  }

  private mutating func removeHealthChecks() -> [OVSDB.Operation] {
    guard let balancer = security.balancers.randomElement(using: &generator) else { return [] }
    return [NorthboundEdit.setReferences(balancer, in: "Load_Balancer", "health_check", to: [])]
  }

  private mutating func setRouterOptions() -> [OVSDB.Operation] {
    guard let router = routers.randomElement(using: &generator) else { return [] }
    let options = [
      ["lb_force_snat_ip": "192.0.2.4 fd00::4"],
      ["chassis": "gateway", "lb_force_snat_ip": "10.0.0.9"],
      ["chassis": "gateway", "lb_force_snat_ip": "router_ip"], ["chassis": "gateway"], [:],
    ]
    return [
      NorthboundEdit.setMap(
        router, in: "Logical_Router", "options",
        to: options.randomElement(using: &generator) ?? [:])
    ]
  }

  private mutating func setBalancerOptions() -> [OVSDB.Operation] {
    security.balancers.randomElement(using: &generator).map { setOptions(of: $0) } ?? []
  }

  private mutating func setOptions(of balancer: UUID) -> [OVSDB.Operation] {
    let own = Int.random(in: 0...count, using: &generator) % 256
    let all = [
      "skip_snat": "true", "add_route": "true", "affinity_timeout": "60", "reject": "true",
      "neighbor_responder": ["all", "none"].randomElement(using: &generator) ?? "",
    ]
    var options: [String: String] = [:]
    for (key, value) in all.sorted(by: { $0.key < $1.key })
    where Bool.random(using: &generator) {
      options[key] = value
    }
    return [
      NorthboundEdit.setMap(balancer, in: "Load_Balancer", "options", to: options),
      // An address of a router's port, one next to it, and one that rules translate.
      NorthboundEdit.setMap(
        balancer, in: "Load_Balancer", "vips",
        to: [
          "10.0.\(own).1:80": "10.0.0.7:80", "10.0.\(own).9": "10.0.0.7,10.0.0.8",
          "192.0.2.1:80": "10.0.0.8:80", "10.0.0.9:80": "10.0.0.7:80,10.0.0.8:80",
        ]),
    ]
  }

  private mutating func enablePort() -> [OVSDB.Operation] {
    let port = ports.filter { !$0.isRouter }.randomElement(using: &generator)
    return port.map {
      [
        NorthboundEdit.enable(
          $0.uuid, in: "Logical_Switch_Port", Bool.random(using: &generator))
      ]
    } ?? []
  }

  /// The name of a port, of few, so that several backends have the same.
  private mutating func backendPort() -> String {
    let names = ports.filter { !$0.isRouter }.prefix(3).map(\.number)
    return "port\(names.randomElement(using: &generator) ?? 0)"
  }
}
