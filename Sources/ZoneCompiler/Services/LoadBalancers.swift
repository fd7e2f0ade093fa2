import Address
import OVNModel
import OVSDB
import Replica

/// A load balancer as switches and routers share it (ovn-nb(5), Load_Balancer).
struct LoadBalancer: Equatable {
  let uuid: UUID
  /// The protocol whose ports are balanced: `tcp` unless the balancer says another.
  let protocolName: String
  /// Virtual addresses that can be read, in the order of their texts.
  let vips: [VirtualAddress]
  /// What of a packet decides on its backend, as actions write it; empty for the default.
  let selectionFields: String
  /// Seconds for which a client keeps its backend; 0 for none.
  let affinityTimeout: Int
  /// Whether addresses hold variables that each chassis has its own values of.
  let isTemplate: Bool
  /// Whether clients are told that an address has no backend.
  let rejectsEmpty: Bool
  /// Whether the CMS is told that somebody wants an address without backends.
  let reportsEmpty: Bool
  /// Whether routers leave the sources of balanced packets alone (`skip_snat`).
  let keepsSources: Bool
  /// Whether routers know the way to each other's addresses (`add_route`).
  let isRouted: Bool
  let options: [String: String]

  /// A virtual address with what is behind it.
  struct VirtualAddress: Equatable {
    let address: String
    /// The port that it serves; nothing if it serves all.
    let port: String?
    let isIPv6: Bool
    let backends: [Backend]
    /// Whether backends are written as templates.
    let hasTemplateBackends: Bool
    /// The backends as the balancer's row writes them.
    let backendText: String
    /// How the backends are checked: a row of Load_Balancer_Health_Check.
    let healthCheck: UUID?

    /// `ip4` or `ip6`.
    var family: String { isIPv6 ? "ip6" : "ip4" }
  }

  /// Who serves a virtual address.
  struct Backend: Equatable {
    let address: String
    /// Nothing if all ports are served, or if the port is a template.
    let port: Int?
    let portText: String?
    let isIPv6: Bool
    /// Where the backend is and who asks whether it lives (`ip_port_mappings`).
    let mapping: BackendMapping?
  }
}

/// A backend's switch port, and the address that probes come from.
struct BackendMapping: Equatable {
  let port: String
  let source: String

  /// Reads `PORT:IP`.
  init?(_ text: String) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    port = String(text[..<colon])
    var address = text[text.index(after: colon)...]
    if address.hasPrefix("["), address.hasSuffix("]") { address = address.dropFirst().dropLast() }
    guard let parsed = IPAddress(parsing: address) else { return nil }
    source = parsed.description
  }
}

extension World {
  func deriveBalancer(_ uuid: UUID) -> LoadBalancer? {
    guard let row = row(uuid, in: nb.loadBalancers) else {
      report([], of: ProblemKey(row: uuid, aspect: "balancer"))
      return nil
    }
    var problems: [String] = []
    let checks = healthChecks(of: row, uuid, &problems)
    let vips = row.vips.sorted { precedes($0.key, $1.key) }.compactMap { key, value in
      virtualAddress(key, value, of: row, checks, &problems)
    }
    let timeout =
      row.options["affinity_timeout"].flatMap { Int(option: $0) }
      .flatMap { UInt32(exactly: $0) } ?? 0
    if timeout > UInt32(UInt16.max) {
      problems.append("Load_Balancer \(row.name): max affinity_timeout value is \(UInt16.max)")
    }
    let mode = row.options["neighbor_responder"]
    if let mode, LoadBalancer.NeighborMode(rawValue: mode) == nil {
      problems.append("Load_Balancer \(row.name): Invalid neighbor responder mode \(mode)")
    }
    if let text = row.options["hairpin_snat_ip"], IPAddress.ofEachFamily(text) == nil {
      problems.append("Load_Balancer \(row.name): bad hairpin_snat_ip \(text)")
    }
    report(problems, of: ProblemKey(row: uuid, aspect: "balancer"))
    let controllerEvent = zone.options.isTrue("controller_event")
    return LoadBalancer(
      uuid: uuid, protocolName: row.protocolName, vips: vips, selectionFields: row.selectionText,
      affinityTimeout: Int(min(timeout, UInt32(UInt16.max))),
      isTemplate: row.options.isTrue("template"), rejectsEmpty: row.options.isTrue("reject"),
      reportsEmpty: row.options.isTrue("event") || controllerEvent,
      keepsSources: row.options.isTrue("skip_snat"), isRouted: row.isRouted, options: row.options)
  }

  /// The checks of a balancer, by the virtual address that they are about.
  private func healthChecks(
    of row: Northbound.LoadBalancer, _ uuid: UUID, _ problems: inout [String]
  ) -> [String: UUID] {
    if row.healthCheck.isEmpty { return [:] }
    let kind =
      row.protocol == "sctp" ? "SCTP" : row.options.isTrue("template") ? "Template" : nil
    if let kind {
      problems.append(
        "\(kind) load balancers do not currently support health checks. Not creating health checks"
          + " for load balancer \(uuid)")
      return [:]
    }
    var result: [String: UUID] = [:]
    for check in row.healthCheck.sorted(by: >) {
      if let vip = self.row(check, in: nb.healthChecks)?.vip { result[vip] = check }
    }
    return result
  }

  private func virtualAddress(
    _ key: String, _ value: String, of row: Northbound.LoadBalancer, _ checks: [String: UUID],
    _ problems: inout [String]
  ) -> LoadBalancer.VirtualAddress? {
    let result =
      row.options.isTrue("template")
      ? VirtualAddressText.template(key, value, of: row)
      : VirtualAddressText.explicit(key, value, of: row, check: checks[key])
    switch result {
    case .success(let vip): return vip
    case .failure(let error):
      problems.append("Load_Balancer \(row.name): Failed to initialize LB VIP: \(error.text)")
      return nil
    }
  }

}

extension Northbound.LoadBalancer {
  /// The protocol whose ports are balanced.
  var protocolName: String {
    self.protocol.flatMap { ["udp", "sctp"].contains($0) ? $0 : nil } ?? "tcp"
  }

  /// Whether routers know the way to each other's addresses.
  var isRouted: Bool { options.isTrue("add_route") && !options.isTrue("template") }

  /// The fields as actions write them: ports are those of the protocol.
  fileprivate var selectionText: String {
    selectionFields.sorted(by: precedes).map { field in
      guard let name = self.protocol, !name.isEmpty else { return field }
      switch field {
      case "tp_src": return "\(name)_src"
      case "tp_dst": return "\(name)_dst"
      default: return field
      }
    }.joined(separator: ",")
  }
}
