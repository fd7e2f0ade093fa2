/// Clients that keep their backend for a while (ovn-northd(8), router ingress tables 6, 7 and 8).
extension FlowBuilder {
  /// - Parameter match: new connections to the address.
  mutating func addAffinity(
    _ vip: LoadBalancer.VirtualAddress, _ balancer: LoadBalancer, match: FlowText,
    _ sources: BalancedSources
  ) {
    let affinity = BackendAffinity(balancer: balancer, vip: vip, pipeline: .router)
    let port: FlowText =
      vip.port == nil ? "" : "reg9[16..31] = \(balancer.protocolName).dst; "
    add(
      .lrInLBAffCheck, 100, match: match,
      actions: """
        \(affinity.register) = \(affinity.family).dst; \(port)reg9[6] = chk_lb_aff(); next;
        """)
    for backend in vip.backends {
      addLearning(backend, affinity)
      addReuse(
        backend, affinity, before: "\(affinity.register) = \(vip.address); \(sources.flag)",
        flag: sources.argument)
    }
  }
}

extension BackendAffinity.Pipeline {
  fileprivate static let router = BackendAffinity.Pipeline(
    choice: .lrInDNAT, learning: .lrInLBAffLearn, address: "reg0", port: "reg9[16..31]",
    ipv6Backend: "xxreg1")
}
