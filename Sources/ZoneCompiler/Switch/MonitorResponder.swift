import OVSDB
import Replica

/// Answers to backends that ask for the address that probes come from (ovn-northd(8), ingress table 19).
extension World {
  func flows(ofMonitorsOf uuid: UUID) -> [PlacedFlow] {
    guard let balancer = balancers[uuid] else { return [] }
    var flows = FlowBuilder(self, datapath: uuid, cause: uuid)
    var sources: Set<MonitorSource> = []
    for vip in balancer.vips where vip.healthCheck != nil {
      for backend in vip.backends {
        guard let mapping = backend.mapping,
          let port = first(mapping.port, in: nb.switchPortsByName),
          let logicalSwitch = owner(of: port.uuid, in: nb.switchOfPort),
          datapaths[logicalSwitch] != nil
        else { continue }
        let source = MonitorSource(
          logicalSwitch: logicalSwitch, address: mapping.source, isIPv6: vip.isIPv6)
        if sources.insert(source).inserted { flows.addMonitorReply(for: source) }
      }
    }
    return flows.flows
  }
}

/// An address that the backends on a switch are probed from.
private struct MonitorSource: Hashable {
  let logicalSwitch: UUID
  let address: String
  /// Whether the backends have IPv6 addresses.
  let isIPv6: Bool
}

extension FlowBuilder {
  fileprivate mutating func addMonitorReply(for source: MonitorSource) {
    let mac = world.serviceMonitorMAC
    let address = source.address
    let match: FlowText =
      source.isIPv6
      ? "nd_ns && nd.target == \(address)" : "arp.tpa == \(address) && arp.op == 1"
    let actions: FlowText =
      source.isIPv6
      ? """
      nd_na { eth.dst = eth.src; eth.src = \(mac); ip6.src = \(address); nd.target = \(address); \
      nd.tll = \(mac); outport = inport; flags.loopback = 1; output; };
      """
      : """
      eth.dst = eth.src; eth.src = \(mac); arp.op = 2; /* ARP reply */ arp.tha = arp.sha; \
      arp.sha = \(mac); arp.tpa = arp.spa; arp.spa = \(address); outport = inport; \
      flags.loopback = 1; output;
      """
    add(.lsInARPRsp, 110, match: match, actions: actions, on: [source.logicalSwitch])
  }
}
