import Derive
import OVNModel
import OVSDB
import Replica

/// A port's row in Southbound, there or to be inserted.
struct BoundPort: Equatable {
  let row: UUID
  let key: Int
  /// The switch or router.
  let datapath: UUID
}

extension World {
  /// What the row of that name is made of; nothing if the name stands for nothing, or all tunnel keys of
  /// its datapath are taken.
  func derivePort(_ name: String) -> BoundPort? {
    guard let port = namedPort(name), let datapath = datapaths[port.datapath] else {
      portKeys.release(name)
      return nil
    }
    let present = usablePort(name, port, on: datapath)
    var problems: [String] = []
    let requested = requestedKey(of: port, name, &problems)
    let space = port.datapath
    let assignment = portKeys.assign(
      to: name, in: space, requested: requested, present: present?.row.tunnelKey,
      range: zone.usesVXLAN ? 1...0x7FF : 1...0x7FFF
    ) { sb.portBindingsByKey[KeyInDatapath(datapath: datapath.row, key: $0)] != nil }
    if let evicted = assignment.evicted { boundPorts.invalidate(evicted) }
    if assignment.isConflicting {
      problems.append(
        "Logical port \(name) requests same tunnel key \(requested ?? 0) as another LSP or LRP")
    }
    if assignment.key == nil { problems.append("\(name): all port tunnel ids exhausted") }
    if assignment.isConflicting || assignment.key == nil { reads.note(portKeys.fact(of: space)) }
    report(problems, of: ProblemKey(row: port.preferredRow, aspect: "tunnel key"))
    return assignment.key.map { key in
      BoundPort(
        row: present?.uuid ?? freeRow(port.preferredRow, in: sb.portBindings), key: key,
        datapath: space)
    }
  }

  private func requestedKey(
    of port: NamedPort, _ name: String, _ problems: inout [String]
  ) -> Int? {
    let key = port.options.integer(Key.requestedTunnelKey, default: 0)
    guard 1...0xFFFF ~= key else { return nil }
    if zone.usesVXLAN, key >= 0x800 {
      problems.append("Tunnel key \(key) for port \(name) is incompatible with VXLAN")
      return nil
    }
    return key
  }

  /// The row of that name that can stay: it is on the same datapath, and of a kind that chassis let
  /// become the new one.
  private func usablePort(
    _ name: String, _ port: NamedPort, on datapath: BoundDatapath
  ) -> (uuid: UUID, row: Southbound.PortBinding)? {
    rows(name, in: sb.portBindingsByName).first { present in
      guard present.row.datapath == datapath.row else { return false }
      guard case .switchPort(_, let row, _) = port else { return true }
      return !row.mustReplace(present.row)
    }
  }

  /// `preferred`, or if that is another row's, a UUID made of it that no row has.
  func freeRow<R: Row>(_ preferred: UUID, in table: TableReplica<R>) -> UUID {
    var uuid = preferred
    while row(uuid, in: table) != nil { uuid = groupDigest(of: [uuid, preferred]) }
    return uuid
  }
}

extension Northbound.LogicalSwitchPort {
  /// Whether the port has become one of a kind that ovn-controller takes for another port: a container's
  /// port a machine's, or anything from or to a virtual one.
  fileprivate func mustReplace(_ row: Southbound.PortBinding) -> Bool {
    if row.type.isEmpty, type.isEmpty { return (row.parentPort == nil) != (self.parentName == nil) }
    let virtual = PortType.virtual.rawValue
    return row.type != type && (row.type == virtual || type == virtual)
  }
}
