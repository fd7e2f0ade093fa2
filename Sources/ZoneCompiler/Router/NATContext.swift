import Address
import OVNModel
import OVSDB

/// A rule of a router's address translation whose address outside can be read.
struct NATContext: Equatable {
  enum Kind: String {
    case source = "snat"
    case destination = "dnat"
    case both = "dnat_and_snat"
  }

  /// Which peers are translated for.
  enum Peers: Equatable {
    case all
    /// Those of an address set.
    case allowed(String)
    /// Those that are not in an address set.
    case exempted(String)
  }

  let uuid: UUID
  let router: UUID
  let kind: Kind
  /// The address outside, as the column has it.
  let externalIP: String
  /// The same address as it is written by itself.
  let external: InterfaceAddresses.Network
  /// The Ethernet address outside, as the column has it.
  let externalMAC: String?
  /// The same address, if it can be read.
  let mac: MACAddress?
  let logicalIP: String
  let logicalPort: String?
  let portRange: String
  let options: [String: String]
  let peers: Peers
  /// The gateway port at which the rule holds, if the operator says so.
  let gatewayPort: UUID?
  /// How packets are translated; nothing if the rule is answered for and not applied.
  let rule: NATRule?

  /// Whether addresses are exchanged without tracking connections.
  var isStateless: Bool { kind == .both && options.isTrue("stateless") }
  var isIPv6: Bool { external.prefix.address.isIPv6 }
  /// How flows begin the names of the fields of an address.
  var ip: String { isIPv6 ? "ip6" : "ip4" }
  var translatesSource: Bool { kind != .destination }
  var translatesDestination: Bool { kind != .source }

  /// Whether the rule names the Ethernet address and the port that translating on the port's own chassis
  /// takes.
  var namesMachine: Bool { mac != nil && logicalPort != nil }
}

/// How the packets of a rule are translated.
struct NATRule: Equatable {
  /// The length of the network inside: 0…32 or 0…128.
  let length: Int
  /// Whether packets are translated on the chassis of the port inside.
  let isDistributed: Bool
  /// The port that packets are translated at, of a router that is everywhere.
  let gateway: GatewayPort?
  /// Where packets are translated: `is_chassis_resident(…)`.
  let residence: FlowText
}

extension World {
  /// A rule that is a router's.
  func deriveNAT(_ uuid: UUID) -> NATContext? {
    var problems: [String] = []
    defer { report(problems, of: ProblemKey(row: uuid, aspect: "translation")) }
    guard let (row, router) = routerRule(uuid) else { return nil }
    guard let external = row.externalPrefix else {
      problems.append(
        "Bad ip address \(row.externalIP) in nat configuration for router \(router.name)")
      return nil
    }
    let rule = rule(of: row, uuid, external, on: router, &problems)
    return context(of: row, uuid, external, rule, on: router)
  }

  /// A rule whose address outside cannot be read, if it is otherwise complete.
  func unreadableNAT(_ uuid: UUID) -> NATContext? {
    guard let (row, router) = routerRule(uuid), row.externalPrefix == nil else { return nil }
    let isIPv6 = IPPrefix.list(in: row.externalIP).contains { $0.address.isIPv6 }
    let nowhere: IPAddress = isIPv6 ? .v6(IPv6Address(high: 0, low: 0)) : .v4(IPv4Address(bits: 0))
    return context(of: row, uuid, IPPrefix(host: nowhere), nil, on: router)
  }

  private func routerRule(_ uuid: UUID) -> (row: Northbound.NAT, router: RouterContext)? {
    guard let row = row(uuid, in: nb.nats), let router = owner(of: uuid, in: nb.routerOfNAT),
      let context = routers[router]
    else { return nil }
    return (row, context)
  }

  private func context(
    of row: Northbound.NAT, _ uuid: UUID, _ external: IPPrefix, _ rule: NATRule?,
    on router: RouterContext
  ) -> NATContext? {
    guard let kind = NATContext.Kind(rawValue: row.type) else { return nil }
    return NATContext(
      uuid: uuid, router: router.uuid, kind: kind, externalIP: row.externalIP,
      external: InterfaceAddresses.Network(external), externalMAC: row.externalMAC,
      mac: row.externalMAC.flatMap { MACAddress(parsing: $0) }, logicalIP: row.logicalIP,
      logicalPort: row.logicalPort, portRange: row.externalPortRange, options: row.options,
      peers: peers(of: row), gatewayPort: row.gatewayPort, rule: rule)
  }

  private func peers(of row: Northbound.NAT) -> NATContext.Peers {
    if let set = row.allowedExtIPs {
      return .allowed(self.row(set, in: nb.addressSets)?.name ?? "")
    }
    guard let set = row.exemptedExtIPs else { return .all }
    return .exempted(self.row(set, in: nb.addressSets)?.name ?? "")
  }
}
