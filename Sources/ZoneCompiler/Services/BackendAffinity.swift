/// Clients that keep their backend for a while (ovn-northd(8), switch ingress tables 11 to 13, router
/// ingress tables 6 to 8).
struct BackendAffinity {
  let balancer: LoadBalancer
  let vip: LoadBalancer.VirtualAddress
  let pipeline: Pipeline

  /// Where switches and routers differ.
  struct Pipeline {
    let choice: Stage
    let learning: Stage
    /// The registers that hold the address and the port that the client asked for, and what goes before their
    /// number for IPv6.
    let address: String
    let port: String
    /// The register of an IPv6 backend.
    let ipv6Backend: String
  }

  // Addresses that chassis fill in count as IPv6 here, as they do for northd.
  var isIPv6: Bool { vip.isIPv6 || balancer.isTemplate }
  var family: String { isIPv6 ? "ip6" : "ip4" }
  /// The register that holds the address that the client asked for.
  var register: String { isIPv6 ? "xx\(pipeline.address)" : pipeline.address }
}

extension FlowBuilder {
  /// Notes the backend that a client has been given.
  mutating func addLearning(_ backend: LoadBalancer.Backend, _ affinity: BackendAffinity) {
    let (vip, balancer, family) = (affinity.vip, affinity.balancer, affinity.family)
    let portMatch: FlowText = vip.port.map { "\(affinity.pipeline.port) == \($0) && " } ?? ""
    let backendPort: FlowText =
      backend.port.map { " && \(balancer.protocolName).dst == \($0)" } ?? ""
    let address: FlowText =
      vip.port.map { affinity.isIPv6 ? "[\(vip.address)]:\($0)" : "\(vip.address):\($0)" }
      ?? FlowText(vip.address)
    let proto: FlowText = vip.port == nil ? "" : ", proto = \(balancer.protocolName)"
    add(
      affinity.pipeline.learning, 100,
      match: """
        reg9[6] == 0 && ct.new && \(family) && \(affinity.register) == \(vip.address) && \
        \(portMatch)\(family).dst == \(backend.address)\(backendPort)
        """,
      actions: """
        commit_lb_aff(vip = "\(address)", backend = "\(backend.text(affinity.isIPv6))"\(proto), \
        timeout = \(balancer.affinityTimeout)); /* drop */
        """)
  }

  /// Sends a client to the backend it has had.
  ///
  /// - Parameters:
  ///   - before: what is done to the packet before.
  ///   - flag: another argument of the action.
  mutating func addReuse(
    _ backend: LoadBalancer.Backend, _ affinity: BackendAffinity, before: FlowText,
    flag: String = ""
  ) {
    let backendPort: FlowText = backend.port.map { " && reg8[0..15] == \($0)" } ?? ""
    let register = affinity.isIPv6 ? affinity.pipeline.ipv6Backend : "reg4"
    add(
      affinity.pipeline.choice, 150,
      match: """
        reg9[6] == 1 && ct.new && \(affinity.family) && \(register) == \(backend.address)\
        \(backendPort)
        """,
      actions: "\(before)ct_lb_mark(backends=\(backend.text(affinity.isIPv6))\(flag));")
  }
}

extension LoadBalancer.Backend {
  /// The address and port as actions write them.
  fileprivate func text(_ isIPv6: Bool) -> FlowText {
    port.map { isIPv6 ? "[\(address)]:\($0)" : "\(address):\($0)" } ?? FlowText(address)
  }
}
