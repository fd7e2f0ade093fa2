import Foundation
import Seeded
import Testbed
import Testing

@Suite("Random operations", .crowded)
struct RandomComparisonTests {
  /// The IC schemas to compare on: the C daemon's own, so the newest ones only for one that
  /// `ISTHMUS_REFERENCE` names and that writes them (`ISTHMUS_SCHEMAS=newest`).
  static let schemas: SchemaGeneration =
    ProcessInfo.processInfo.environment["ISTHMUS_SCHEMAS"] == "newest" ? .newest : .release2303

  @Test("lead our daemons and the C ones to the same databases", arguments: comparedSeeds())
  func comparison(seed: UInt64) async throws {
    let leftOut = Self.schemas == .newest ? [] : newerKeys
    try await withMesh(Self.schemas, running: [.reference, .reference]) { reference in
      try await withMesh(Self.schemas, running: [.ours, .ours]) { ours in
        var operations = RandomOperations(seed: seed)
        var history: [String] = []
        for zone in reference.zones + ours.zones { try await zone.exchangeRoutes() }
        for _ in 0..<3 {
          for _ in 0..<10 {
            let operation = operations.next()
            history.append(operation.description)
            async let first: Void = operation.perform(in: reference)
            async let second: Void = operation.perform(in: ours)
            _ = try await (first, second)
          }
          try await reference.settle()
          try await ours.settle()
          // The C daemon of 23.03 goes to sleep on a failed commit until something else happens.
          for zone in reference.zones { try await zone.daemon.restart() }
          try await reference.settle()
          let expected = try await reference.snapshot(withoutKeys: leftOut)
          let found = try await ours.snapshot(withoutKeys: leftOut)
          let differences = expected.differences(to: found)
          #expect(
            differences == [],
            "seed \(seed), after:\n\(history.joined(separator: "\n"))\n\(differences.joined(separator: "\n"))"
          )
          guard differences.isEmpty else { return }
        }
        try await ours.expectFixedPoint()
      }
    }
  }
}

/// Something an operator does, the same in each mesh.
struct RandomOperation: Sendable, CustomStringConvertible {
  var description: String
  var perform: @Sendable (Mesh) async throws -> Void

  func perform(in mesh: Mesh) async throws { try await perform(mesh) }
}

/// A sequence of operations that depends on nothing but its seed.
///
/// It keeps to what the C daemon of 23.03 does right: one router of a zone on a switch, no prefix twice in a
/// router, no switch deleted while in use, no router left without its last port, no zone renamed.
struct RandomOperations {
  private var random: SeededGenerator
  private var world = World()

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func next() -> RandomOperation {
    while true {
      if let operation = attempt() { return operation }
    }
  }

  /// An operation of a kind drawn by lot, nil when the world has no place for it.
  private mutating func attempt() -> RandomOperation? {
    let zone = Int.random(in: 0...1, using: &random)
    switch Int.random(in: 0..<20, using: &random) {
    case 0...1: return addTransitSwitch()
    case 2: return deleteTransitSwitch()
    case 3...4: return addGateway(zone)
    case 5: return deleteGateway(zone)
    case 6: return renameHost(zone)
    case 7...8: return attachRouter(zone)
    case 9: return deleteRouter(zone)
    case 10...13: return addRoute(zone)
    case 14: return deleteRoute(zone)
    case 15: return addSubnet(zone)
    case 16: return deleteSubnet(zone)
    case 17: return changeAddress(zone)
    case 18: return setOption(zone)
    default: return restartDaemon(zone)
    }
  }

  private mutating func addTransitSwitch() -> RandomOperation? {
    let free = (1...3).map { "ts\($0)" }.filter { !world.transitSwitches.contains($0) }
    guard let name = free.randomElement(using: &random) else { return nil }
    world.transitSwitches.append(name)
    return RandomOperation(description: "ts-add \(name)") { mesh in
      try await mesh.addTransitSwitch(name)
    }
  }

  private mutating func deleteTransitSwitch() -> RandomOperation? {
    let unused = world.transitSwitches.filter { name in
      !world.routers.contains { $0.switches.contains(name) }
    }
    guard let name = unused.randomElement(using: &random) else { return nil }
    world.transitSwitches.removeAll { $0 == name }
    return RandomOperation(description: "ts-del \(name)") { mesh in
      try await mesh.settle(window: .milliseconds(200))
      try await mesh.icnbctl("ts-del", name)
      for zone in mesh.zones {
        try await waitUntil("\(zone.name) has no \(name)") {
          try await !zone.transitSwitches().contains(name)
        }
      }
    }
  }

  private mutating func addGateway(_ zone: Int) -> RandomOperation? {
    let number = Int.random(in: 1...4, using: &random)
    let name = "gw\(zone + 1)\(number)"
    guard world.gateways.insert(name).inserted else { return nil }
    let types = Bool.random(using: &random) ? "geneve" : "geneve,vxlan"
    return RandomOperation(description: "az\(zone + 1): chassis-add \(name) \(types)") { mesh in
      try await mesh.zones[zone].addGateway(name, types: types, ip: "10.1.\(zone).\(number)")
    }
  }

  private mutating func deleteGateway(_ zone: Int) -> RandomOperation? {
    guard let name = gateway(zone) else { return nil }
    world.gateways.remove(name)
    return RandomOperation(description: "az\(zone + 1): chassis-del \(name)") { mesh in
      try await mesh.zones[zone].sbctl("chassis-del", name)
    }
  }

  private mutating func renameHost(_ zone: Int) -> RandomOperation? {
    guard let name = gateway(zone) else { return nil }
    let host = "host\(Int.random(in: 0...99, using: &random))"
    return RandomOperation(description: "az\(zone + 1): hostname of \(name) \(host)") { mesh in
      try await mesh.zones[zone].sbctl("set", "Chassis", name, "hostname=\(host)")
    }
  }

  private mutating func gateway(_ zone: Int) -> String? {
    world.gateways.filter { $0.hasPrefix("gw\(zone + 1)") }.sorted().randomElement(using: &random)
  }

  private mutating func attachRouter(_ zone: Int) -> RandomOperation? {
    guard let transitSwitch = world.transitSwitches.randomElement(using: &random),
      !world.routers.contains(where: { $0.zone == zone && $0.switches.contains(transitSwitch) })
    else { return nil }
    let address = world.nextAddress()
    let subnet = "169.254.10\(transitSwitch.last ?? "0")"
    let existing = world.routers.indices.filter { world.routers[$0].zone == zone }
    if let index = existing.randomElement(using: &random), Bool.random(using: &random) {
      world.routers[index].switches.append(transitSwitch)
      let router = world.routers[index].name
      return RandomOperation(
        description: "az\(zone + 1): attach \(router) to \(transitSwitch) at \(address)"
      ) { mesh in
        try await mesh.zones[zone].attach(
          router, to: transitSwitch, number: address, subnet: subnet)
      }
    }
    let router = "lr\(zone + 1)\(address)"
    world.routers.append(.init(zone: zone, name: router, switches: [transitSwitch]))
    return RandomOperation(
      description: "az\(zone + 1): new \(router) on \(transitSwitch) at \(address)"
    ) { mesh in
      try await mesh.zones[zone].addRouter(router)
      try await mesh.zones[zone].attach(
        router, to: transitSwitch, number: address, subnet: subnet)
    }
  }

  private mutating func deleteRouter(_ zone: Int) -> RandomOperation? {
    guard let index = router(zone) else { return nil }
    let router = world.routers.remove(at: index)
    return RandomOperation(description: "az\(zone + 1): lr-del \(router.name)") { mesh in
      // The C daemon withdraws nothing from a switch that it has no router on any more.
      try await mesh.zones[zone].northbound.ctl(
        ["clear", "Logical_Router", router.name, "static_routes"]
          + router.subnets.sorted().flatMap { ["--", "lrp-del", "\(router.name)-net\($0)"] })
      try await mesh.settle(window: .milliseconds(200))
      let ports = router.switches.flatMap { ["--", "lsp-del", "\($0)-\(router.name)"] }
      try await mesh.zones[zone].northbound.ctl(["lr-del", router.name] + ports)
    }
  }

  private mutating func router(_ zone: Int) -> Int? {
    world.routers.indices.filter { world.routers[$0].zone == zone }.randomElement(using: &random)
  }

  private mutating func addRoute(_ zone: Int) -> RandomOperation? {
    guard let index = router(zone) else { return nil }
    let number = Int.random(in: 0...12, using: &random)
    let prefix = number == 0 ? "0.0.0.0/0" : "10.\(number).0.0/\(number < 7 ? 16 : 17 + number % 5)"
    guard world.routers[index].prefixes.insert(prefix).inserted else { return nil }
    let name = world.routers[index].name
    return RandomOperation(description: "az\(zone + 1): lr-route-add \(name) \(prefix)") { mesh in
      try await mesh.zones[zone].addRoute(prefix, via: "192.168.0.9", to: name)
    }
  }

  private mutating func deleteRoute(_ zone: Int) -> RandomOperation? {
    guard let index = router(zone),
      let prefix = world.routers[index].prefixes.sorted().randomElement(using: &random)
    else { return nil }
    world.routers[index].prefixes.remove(prefix)
    let name = world.routers[index].name
    return RandomOperation(description: "az\(zone + 1): lr-route-del \(name) \(prefix)") { mesh in
      // The next hop tells the zone's own route from learned ones.
      try await mesh.zones[zone].nbctl("lr-route-del", name, prefix, "192.168.0.9")
    }
  }

  private mutating func addSubnet(_ zone: Int) -> RandomOperation? {
    guard let index = router(zone) else { return nil }
    let number = Int.random(in: 1...5, using: &random)
    guard world.routers[index].subnets.insert(number).inserted else { return nil }
    let name = world.routers[index].name
    return RandomOperation(description: "az\(zone + 1): subnet \(number) on \(name)") { mesh in
      try await mesh.zones[zone].addSubnet(
        "172.16.\(number).1/24", to: name, name: "net\(number)")
    }
  }

  private mutating func deleteSubnet(_ zone: Int) -> RandomOperation? {
    guard let index = router(zone),
      let number = world.routers[index].subnets.sorted().randomElement(using: &random)
    else { return nil }
    world.routers[index].subnets.remove(number)
    let name = world.routers[index].name
    return RandomOperation(description: "az\(zone + 1): no subnet \(number) on \(name)") { mesh in
      try await mesh.zones[zone].nbctl("lrp-del", "\(name)-net\(number)")
    }
  }

  private mutating func changeAddress(_ zone: Int) -> RandomOperation? {
    guard let index = router(zone),
      let transitSwitch = world.routers[index].switches.randomElement(using: &random)
    else { return nil }
    let address = world.nextAddress()
    let port = "\(world.routers[index].name)-\(transitSwitch)"
    return RandomOperation(description: "az\(zone + 1): \(port) at \(address)") { mesh in
      try await mesh.zones[zone].nbctl(
        "set", "Logical_Router_Port", port,
        #"networks="169.254.10\#(transitSwitch.last ?? "0").\#(address)/24""#)
    }
  }

  private mutating func setOption(_ zone: Int) -> RandomOperation? {
    let options = [
      ("ic-route-adv", ["true", "true", "false"]), ("ic-route-learn", ["true", "true", "false"]),
      ("ic-route-adv-default", ["true", "false"]), ("ic-route-learn-default", ["true", "false"]),
      ("ic-route-blacklist", ["", "10.2.0.0/15", "10.4.0.0/16,172.16.1.0/24"]),
    ]
    guard let (name, values) = options.randomElement(using: &random),
      let value = values.randomElement(using: &random)
    else { return nil }
    return RandomOperation(description: "az\(zone + 1): \(name)=\(value)") { mesh in
      try await mesh.zones[zone].setOptions([name: value])
    }
  }

  private mutating func restartDaemon(_ zone: Int) -> RandomOperation? {
    RandomOperation(description: "az\(zone + 1): kill -9") { mesh in
      try await mesh.zones[zone].daemon.restart()
    }
  }
}

/// What the operations so far have made of the world.
private struct World {
  struct Router {
    var zone: Int
    var name: String
    var switches: [String]
    var prefixes: Set<String> = []
    var subnets: Set<Int> = []
  }

  var transitSwitches: [String] = []
  var gateways: Set<String> = []
  var routers: [Router] = []
  private var address = 10

  /// A host number that no router has had on any switch.
  mutating func nextAddress() -> Int {
    address += 1
    return address
  }
}
