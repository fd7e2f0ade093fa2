import OVSDB
import ZoneBench

extension RandomZone {
  /// Rules of address translation of the routers.
  struct Translation {
    var rules: [(uuid: UUID, router: UUID)] = []

    /// Forgets what went with a router.
    mutating func remove(router: UUID) { rules.removeAll { $0.router == router } }
  }

  /// The operations of an edit of address translation.
  mutating func editTranslation(_ uuid: UUID) -> [OVSDB.Operation] {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0...3: addNAT(uuid)
    case 4: removeNAT()
    case 5...6: changeNAT()
    case 7: forceSNAT()
    default: announce()
    }
  }

  private mutating func addNAT(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let router = routers.randomElement(using: &generator) else { return [] }
    translation.rules.append((uuid, router))
    var columns: [String: String] = [:]
    if Bool.random(using: &generator) {
      columns = ["external_mac": externalMAC(), "logical_port": "port\(count / 2)"]
    }
    if Bool.random(using: &generator) { columns["external_port_range"] = "2000-3000" }
    return NorthboundEdit.addNAT(
      type(), externalIP(), logicalIP(), uuid: uuid, to: router, columns: columns,
      options: options())
  }

  private mutating func removeNAT() -> [OVSDB.Operation] {
    guard let index = translation.rules.indices.randomElement(using: &generator) else { return [] }
    let rule = translation.rules.remove(at: index)
    return [NorthboundEdit.remove(rule.uuid, from: "Logical_Router", rule.router, "nat")]
  }

  private mutating func changeNAT() -> [OVSDB.Operation] {
    guard let rule = translation.rules.randomElement(using: &generator) else { return [] }
    let machine = Bool.random(using: &generator) ? ["port\(count / 2)"] : []
    let (column, value) = one(of: [
      ("type", [type()]), ("external_ip", [externalIP()]), ("logical_ip", [logicalIP()]),
      ("external_mac", [externalMAC()]), ("external_mac", []), ("logical_port", machine),
    ])
    if column == "type" {
      return [NorthboundEdit.set(rule.uuid, in: "NAT", "options", to: options())]
    }
    return [NorthboundEdit.set(rule.uuid, in: "NAT", column, to: value)]
  }

  private mutating func forceSNAT() -> [OVSDB.Operation] {
    guard let router = routers.randomElement(using: &generator) else { return [] }
    let options = [
      ["chassis": "gateway", "dnat_force_snat_ip": "192.0.2.3 fd00::3"],
      ["chassis": "gateway", "lb_force_snat_ip": "router_ip"],
      ["dnat_force_snat_ip": "nonsense"], ["chassis": "gateway"], [:],
    ]
    return [NorthboundEdit.set(router, in: "Logical_Router", "options", to: one(of: options))]
  }

  /// Lets chassis announce addresses at a switch's port to a router.
  private mutating func announce() -> [OVSDB.Operation] {
    guard let port = ports.filter({ !$0.isRouter }).randomElement(using: &generator) else {
      return []
    }
    let router = "routerport\(Int.random(in: 0...count, using: &generator))"
    let addresses = one(of: ["router", "router", "0a:00:00:00:02:02 192.0.2.9", "nonsense"])
    return [
      NorthboundEdit.set(port.uuid, in: "Logical_Switch_Port", "type", to: ["router"]),
      NorthboundEdit.set(
        port.uuid, in: "Logical_Switch_Port", "options",
        to: ["router-port": router, "nat-addresses": addresses]),
    ]
  }

  private mutating func type() -> String { one(of: ["snat", "dnat", "dnat_and_snat"]) }

  /// Few, so that several rules have the same; some are a port's own.
  private mutating func externalIP() -> String {
    one(of: [
      "192.0.2.1", "192.0.2.2", "fd00::2", "10.0.\(count / 2 % 256).1", "192.0.2.0/24", "nonsense",
    ])
  }

  private mutating func logicalIP() -> String {
    one(of: ["10.1.0.1", "10.1.0.1", "10.1.0.0/16", "fd01::1", "fd01::/64", "nonsense"])
  }

  private mutating func externalMAC() -> String {
    one(of: ["0a:00:00:00:02:\(octet())", "0a:00:00:00:02:02", "nonsense"])
  }

  private mutating func options() -> [String: String] {
    one(of: [[:], ["stateless": "true"], ["add_route": "true"]])
  }
}
