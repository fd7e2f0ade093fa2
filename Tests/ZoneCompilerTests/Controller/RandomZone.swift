import OVSDB
import Seeded
import ZoneBench

/// Edits a zone at random: switches, routers and their parts come, change and go.
struct RandomZone {
  var generator: SeededGenerator
  private(set) var switches: [UUID] = []
  private(set) var routers: [UUID] = []
  /// A port's number is in its name.
  private(set) var ports: [(uuid: UUID, owner: UUID, isRouter: Bool, number: Int)] = []
  private(set) var count = 0
  /// What routers have besides ports.
  var routing = Routing()
  var translation = Translation()
  var security = Security()

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// The operations of one edit.
  mutating func edit() -> [OVSDB.Operation] {
    count += 1
    let uuid = UUID.random(using: &generator)
    if Int.random(in: 0..<3, using: &generator) == 0 { return editSecurity(uuid) }
    if Int.random(in: 0..<4, using: &generator) == 0 { return editBalancing(uuid) }
    switch Int.random(in: 0..<38, using: &generator) {
    case 0:
      switches.append(uuid)
      return [NorthboundEdit.addSwitch("switch\(count)", uuid: uuid)]
    case 1:
      routers.append(uuid)
      return [NorthboundEdit.addRouter("router\(count)", uuid: uuid)]
    case 2...5: return addSwitchPort(uuid)
    case 6...7: return addRouterPort(uuid)
    case 8: return removePort()
    case 9: return removeDatapath()
    case 10..<18: return editRouting(uuid)
    case 18..<23: return editTranslation(uuid)
    case 23..<27: return editServices(uuid)
    case 27..<31: return editAllocation()
    default: return changeAddresses()
    }
  }

  private mutating func addSwitchPort(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let owner = switches.randomElement(using: &generator) else { return [] }
    ports.append((uuid, owner, false, count))
    let routerPort = Bool.random(using: &generator) ? count - 1 : nil
    return NorthboundEdit.addPort(
      "port\(count)", uuid: uuid, to: owner, addresses: addresses(),
      type: routerPort == nil
        ? ["", "localnet", "external", "vtep"].randomElement(using: &generator) ?? "" : "router",
      options: routerPort.map { ["router-port": "routerport\($0)"] } ?? [:])
  }

  private mutating func addRouterPort(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let owner = routers.randomElement(using: &generator) else { return [] }
    ports.append((uuid, owner, true, count))
    return NorthboundEdit.addRouterPort(
      "routerport\(count)", uuid: uuid, to: owner,
      mac: Int.random(in: 0..<8, using: &generator) == 0 ? "nonsense" : "0a:00:00:00:01:\(octet())",
      networks: ["10.0.\(count % 256).1/24"])
  }

  private mutating func removePort() -> [OVSDB.Operation] {
    guard let index = ports.indices.randomElement(using: &generator) else { return [] }
    let port = ports.remove(at: index)
    let table = port.isRouter ? "Logical_Router" : "Logical_Switch"
    return [NorthboundEdit.removePort(port.uuid, from: table, port.owner)]
  }

  private mutating func removeDatapath() -> [OVSDB.Operation] {
    if Bool.random(using: &generator), let index = switches.indices.randomElement(using: &generator)
    {
      let uuid = switches.remove(at: index)
      ports.removeAll { $0.owner == uuid }
      return [NorthboundEdit.remove(uuid, from: "Logical_Switch")]
    }
    guard let index = routers.indices.randomElement(using: &generator) else { return [] }
    let uuid = routers.remove(at: index)
    ports.removeAll { $0.owner == uuid }
    routing.remove(router: uuid)
    translation.remove(router: uuid)
    return [NorthboundEdit.remove(uuid, from: "Logical_Router")]
  }

  mutating func changeAddresses() -> [OVSDB.Operation] {
    guard let port = ports.filter({ !$0.isRouter }).randomElement(using: &generator) else {
      return []
    }
    return [
      NorthboundEdit.set(port.uuid, in: "Logical_Switch_Port", "addresses", to: addresses())
    ]
  }

  private mutating func addresses() -> [String] {
    let kinds = [
      "unknown", "router", "nonsense", "0a:00:00:00:00:\(octet()) 10.0.0.7 fd00::7", request(),
    ]
    return kinds.filter { _ in Bool.random(using: &generator) }
  }

  mutating func octet() -> String {
    let value = Int.random(in: 16..<256, using: &generator)
    return String(value, radix: 16)
  }
}
