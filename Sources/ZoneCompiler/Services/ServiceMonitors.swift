import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Rows of Service_Monitor: the backends whose life chassis are to watch.
extension World {
  /// The columns that chassis do not write, and the status, which they tell but while the port is up only.
  private static let columns: Set<String> = ["options", "src_mac", "src_ip", "status"]

  /// The edits of the row for a backend.
  func serviceMonitor(_ backend: MonitoredBackend) -> ZoneEdits {
    let table = Southbound.ServiceMonitor.table.name
    let present = rows(backend, in: sb.monitorsByTarget)
    guard let monitor = monitor(of: backend) else {
      return [.southbound: present.map { .delete(table, $0.uuid) }]
    }
    var wanted = present.first?.row ?? Southbound.ServiceMonitor()
    wanted.options = row(monitor.check, in: nb.healthChecks)?.options ?? [:]
    wanted.srcMAC = serviceMonitorMAC
    wanted.srcIP = monitor.source
    if wanted.status == ServiceStatus.online, !isUp(port: backend.logicalPort) {
      wanted.status = ServiceStatus.offline
    }
    guard let (kept, row) = present.first else {
      wanted.ip = backend.address
      wanted.port = backend.port
      wanted.protocol = backend.protocolName
      wanted.logicalPort = backend.logicalPort
      return [.southbound: [.insert(table, columns(of: wanted, in: .southbound))]]
    }
    var edits = present.dropFirst().map { Edit.delete(table, $0.uuid) }
    let columns = differences(from: row, to: wanted, in: .southbound, columns: Self.columns)
    if !columns.isEmpty { edits.append(.update(table, kept, columns)) }
    return [.southbound: edits]
  }

  /// How a backend is watched; of several balancers that have it, the first counts.
  private func monitor(of backend: MonitoredBackend) -> BackendMonitor? {
    reads.note(nb.balancersByBackend.fact(of: backend))
    for balancer in (nb.balancersByBackend[backend] ?? .many([])).sorted() {
      if let monitor = backendMonitors[balancer]?[backend] { return monitor }
    }
    return nil
  }

  /// Whether chassis say that a port is up.
  private func isUp(port name: String) -> Bool {
    first(name, in: sb.portBindingsByName)?.row.up ?? false
  }

  func followMonitors() {
    follow(nb.loadBalancers) { world, uuid, row in
      if row.healthCheck.isEmpty { return }
      world.flowWork.invalidate(.monitors(uuid))
      for backend in row.mappedBackends { world.rowWork.invalidate(.serviceMonitor(backend)) }
    }
    follow(sb.serviceMonitors) { world, _, row in
      world.rowWork.invalidate(.serviceMonitor(MonitoredBackend(row)))
    }
  }
}
