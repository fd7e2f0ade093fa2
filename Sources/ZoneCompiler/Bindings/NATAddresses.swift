import Derive
import JSON
import OVNModel
import OVSDB
import Transactions

/// `Port_Binding.nat_addresses`: what chassis announce at a switch's port to a router.
extension World {
  func natAddresses(
    ofSwitchPort uuid: UUID, _ port: Northbound.LogicalSwitchPort, on logicalSwitch: UUID
  ) -> Set<String> {
    var problems: [String] = []
    defer { report(problems, of: ProblemKey(row: uuid, aspect: "nat-addresses")) }
    guard let peer = routerPort(of: uuid), let router = routers[peer.router] else { return [] }
    let gateways = gatewayPorts[peer.router] ?? []
    let resident = (gateways.first { $0.port == peer.uuid } ?? gateways.first).map {
      " is_chassis_resident(\($0.quotedRedirect.text))"
    }
    var result: Set<String> = []
    if router.isGatewayRouter || !gateways.isEmpty, let option = port.options["nat-addresses"] {
      if option == "router" {
        let excludesVIPs = port.options.isTrue("exclude-lb-vips-from-garp")
        let virtual = excludesVIPs ? [] : announcedAddresses[peer.router] ?? []
        result = translations(at: peer, virtual)
      } else if InterfaceAddresses(option) != nil {
        result = [option + (resident ?? "")]
      } else {
        problems.append("\(port.name): Error extracting nat-addresses.")
      }
    }
    if announcesItself(peer, router, on: logicalSwitch, &problems) {
      let own = [peer.addresses.macText] + peer.addresses.ipv4.map(\.address)
      result.insert(own.joined(separator: " ") + (resident ?? ""))
    }
    return result
  }

  func deriveAnnouncedAddresses(of router: UUID) -> [String]? {
    var seen: Set<String> = []
    return members(RosterKey(router, .balancers)).flatMap { uuid in
      (virtualAddresses[uuid]?.addresses ?? []).map(\.text).filter { seen.insert($0).inserted }
    }
  }

  /// The addresses outside of a router's rules, and virtual addresses with those of them that are translated
  /// on the gateway chassis.
  private func translations(at port: RouterPortContext, _ virtual: [String]) -> Set<String> {
    reads.note(announcedRules.fact(of: port.uuid))
    var result = announcedRules.distributed(at: port.uuid)
    let central = announcedRules.central(at: port.uuid) + virtual
    if central.isEmpty { return result }
    var text = ([port.addresses.macText] + central).joined(separator: " ")
    if port.isGateway { text += " is_chassis_resident(\(QuotedName(port.redirectName).text))" }
    result.insert(text)
    return result
  }

  /// Whether some chassis alone has the router's port, and so announces its addresses.
  private func announcesItself(
    _ port: RouterPortContext, _ router: RouterContext, on logicalSwitch: UUID,
    _ problems: inout [String]
  ) -> Bool {
    let gateways = gatewayPorts[router.uuid] ?? []
    if gateways.isEmpty {
      return router.isGatewayRouter && hasMembers(RosterKey(logicalSwitch, .type(.localnet)))
    }
    if port.isGateway { return true }
    guard port.options.isTrue("reside-on-redirect-chassis") else { return false }
    if gateways.count == 1 { return true }
    problems.append(
      "\"reside-on-redirect-chassis\" is set on logical router port \(port.name), which is on"
        + " logical router \(router.name), which has \(gateways.count) distributed gateway ports."
        + " This option can only be used when there is a single distributed gateway port.")
    return false
  }

  /// Changes a set that may have thousands of elements by those that come and go.
  func editNATAddresses(
    _ row: UUID, from present: Set<String>, to wanted: Set<String>
  ) -> Edit? {
    let column = "nat_addresses"
    let new = wanted.filter { !present.contains($0) }
    let isNothingGone = present.count + new.count == wanted.count
    if new.isEmpty, isNothingGone { return nil }
    let changes: [(Mutation.Mutator, Set<String>)] = [
      (.delete, isNothingGone ? [] : present.subtracting(wanted)), (.insert, new),
    ]
    let mutations = changes.filter { !$0.1.isEmpty }.map { mutator, elements in
      Mutation(column, mutator, .set(elements.sorted(by: precedes).map { .string($0) }))
    }
    return .operation(
      .mutate(
        table: Southbound.PortBinding.table.name, where: [.uuid(equals: row)],
        mutations: mutations))
  }
}
