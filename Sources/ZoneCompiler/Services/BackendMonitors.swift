import OVNModel
import OVSDB
import Replica

/// What a row of Service_Monitor watches.
struct MonitoredBackend: Hashable {
  let address: String
  /// 0 if the backend serves all ports.
  let port: Int
  let protocolName: String
  let logicalPort: String
}

extension MonitoredBackend {
  init(_ row: Southbound.ServiceMonitor) {
    self.init(
      address: row.ip, port: row.port, protocolName: row.protocol ?? "tcp",
      logicalPort: row.logicalPort)
  }

  /// Nothing if the balancer does not say where the backend is.
  init?(_ backend: LoadBalancer.Backend, _ protocolName: String) {
    guard let mapping = backend.mapping else { return nil }
    self.init(
      address: backend.address, port: backend.port ?? 0, protocolName: protocolName,
      logicalPort: mapping.port)
  }
}

/// How a backend is watched.
struct BackendMonitor: Equatable {
  /// The address that probes come from.
  let source: String
  /// A row of Load_Balancer_Health_Check.
  let check: UUID
}

extension World {
  /// The backends of a balancer that are watched: their ports are there and take part. Of several virtual
  /// addresses that have the same backend checked, the first one's check counts.
  func deriveMonitors(of uuid: UUID) -> [MonitoredBackend: BackendMonitor]? {
    guard let balancer = balancers[uuid] else { return nil }
    var result: [MonitoredBackend: BackendMonitor] = [:]
    for vip in balancer.vips {
      guard let check = vip.healthCheck else { continue }
      for backend in vip.backends {
        guard let target = MonitoredBackend(backend, balancer.protocolName),
          let mapping = backend.mapping, result[target] == nil, takesPart(port: mapping.port)
        else { continue }
        result[target] = BackendMonitor(source: mapping.source, check: check)
      }
    }
    return result.isEmpty ? nil : result
  }

  private func takesPart(port name: String) -> Bool {
    guard let port = first(name, in: nb.switchPortsByName)?.uuid else { return false }
    return switchPorts[port]?.isEnabled ?? false
  }

  /// Whether a backend of an address with health checks gets connections: it is watched, and not known to
  /// be dead.
  func isAlive(_ backend: LoadBalancer.Backend, of balancer: LoadBalancer) -> Bool {
    guard let target = MonitoredBackend(backend, balancer.protocolName),
      backendMonitors[balancer.uuid]?[target] != nil
    else { return false }
    let status = first(target, in: sb.monitorsByTarget)?.row.status
    return status == nil || status == ServiceStatus.online
  }
}

/// The values of Service_Monitor's `status`.
enum ServiceStatus {
  static let online = "online"
  static let offline = "offline"
}

extension Northbound.LoadBalancer {
  /// The backends that may be watched, each once: of a balancer with health checks those of which it says
  /// where they are.
  var mappedBackends: [MonitoredBackend] {
    if healthCheck.isEmpty || ipPortMappings.isEmpty || options.isTrue("template") { return [] }
    var seen: Set<MonitoredBackend> = []
    return vips.flatMap { key, value -> [MonitoredBackend] in
      guard case .success(let vip) = VirtualAddressText.explicit(key, value, of: self, check: nil)
      else { return [] }
      return vip.backends.compactMap { MonitoredBackend($0, protocolName) }
        .filter { seen.insert($0).inserted }
    }
  }
}
