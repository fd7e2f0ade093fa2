import OVSDB
import ZoneBench

/// What chassis do for machines and routers besides forwarding: it comes, changes and goes.
extension RandomZone {
  mutating func editServices(_ uuid: UUID) -> [OVSDB.Operation] {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return changeMulticast()
    case 1: return addNames(uuid)
    case 2: return addDHCP(uuid)
    case 3: return requestTag()
    case 4: return addNeighbor(uuid)
    case 5: return relayMulticast()
    case 6: return addForwardingGroup(uuid)
    default: return changePortOptions()
    }
  }

  private mutating func changeMulticast() -> [OVSDB.Operation] {
    guard let uuid = switches.randomElement(using: &generator) else { return [] }
    let snoops = flag()
    let floods = flag()
    return [
      NorthboundEdit.setMap(
        uuid, in: "Logical_Switch", "other_config",
        to: [
          "mcast_snoop": snoops, "mcast_flood_unregistered": floods, "mcast_eth_src": "nonsense",
          "mcast_table_size": "-1",
        ])
    ]
  }

  private mutating func relayMulticast() -> [OVSDB.Operation] {
    guard let uuid = routers.randomElement(using: &generator) else { return [] }
    return [
      NorthboundEdit.setMap(uuid, in: "Logical_Router", "options", to: ["mcast_relay": flag()])
    ]
  }

  private mutating func addNames(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let logicalSwitch = switches.randomElement(using: &generator) else { return [] }
    let records = Bool.random(using: &generator) ? ["Vm.Example": "10.0.0.7 FD00::7"] : [:]
    return [
      NorthboundEdit.insert("DNS", uuid: uuid, maps: ["records": records]),
      NorthboundEdit.setReferences(logicalSwitch, in: "Logical_Switch", "dns_records", to: [uuid]),
    ]
  }

  private mutating func addDHCP(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let port = switchPorts.randomElement(using: &generator) else { return [] }
    let isSix = Bool.random(using: &generator)
    var options = [
      "server_id": isSix ? "0a:00:00:00:02:01" : "10.0.0.1", "server_mac": "0a:00:00:00:02:01",
      "lease_time": "3600",
    ]
    if Bool.random(using: &generator) { options["server_id"] = nil }
    let cidr = [isSix ? "fd00::/64" : "10.0.0.0/24", "nonsense"].randomElement(using: &generator)
    return [
      NorthboundEdit.insert(
        "DHCP_Options", uuid: uuid, strings: ["cidr": cidr ?? ""], maps: ["options": options]),
      NorthboundEdit.setReferences(
        port, in: "Logical_Switch_Port", isSix ? "dhcpv6_options" : "dhcpv4_options", to: [uuid]),
    ]
  }

  private mutating func requestTag() -> [OVSDB.Operation] {
    guard let port = switchPorts.randomElement(using: &generator) else { return [] }
    let tag = [0, 0, 7].randomElement(using: &generator) ?? 0
    return [NorthboundEdit.requestTag(tag, of: port, parent: "machine")]
  }

  private mutating func addNeighbor(_ uuid: UUID) -> [OVSDB.Operation] {
    let port = "routerport\(Int.random(in: 0...count, using: &generator))"
    return [
      NorthboundEdit.insert(
        "Static_MAC_Binding", uuid: uuid,
        strings: [
          "logical_port": port, "ip": "10.0.0.\(count)", "mac": "0a:00:00:00:03:01",
        ])
    ]
  }

  private mutating func addForwardingGroup(_ uuid: UUID) -> [OVSDB.Operation] {
    guard let logicalSwitch = switches.randomElement(using: &generator) else { return [] }
    return [
      NorthboundEdit.insert(
        "Forwarding_Group", uuid: uuid,
        strings: [
          "name": "group\(count)", "vip": "10.0.0.99", "vmac": "0a:00:00:00:04:01",
          "child_port": "port1",
        ]),
      NorthboundEdit.setReferences(
        logicalSwitch, in: "Logical_Switch", "forwarding_groups", to: [uuid]),
    ]
  }

  private mutating func changePortOptions() -> [OVSDB.Operation] {
    guard let port = switchPorts.randomElement(using: &generator) else { return [] }
    let options = [
      ["mcast_flood": "true"], ["mcast_flood_reports": "true"], ["localnet_learn_fdb": "true"],
      ["virtual-ip": "10.0.0.7", "virtual-parents": "port2,,nobody"], ["virtual-ip": "nonsense"],
      ["router-port": "routerport\(count / 2)", "arp_proxy": "10.9.0.1 nonsense"],
    ]
    return [
      NorthboundEdit.setMap(
        port, in: "Logical_Switch_Port", "options",
        to: options.randomElement(using: &generator) ?? [:])
    ]
  }

  private var switchPorts: [UUID] { ports.filter { !$0.isRouter }.map(\.uuid) }

  private mutating func flag() -> String { Bool.random(using: &generator) ? "true" : "false" }
}
