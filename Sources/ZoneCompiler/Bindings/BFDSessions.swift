import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// What a BFD session is about: a router's port and the address at the other end.
struct BFDTarget: Hashable {
  let port: String
  let address: String
}

/// BFD sessions: what the operator wants goes from Northbound to Southbound, and what chassis find out comes
/// back. A session that no route uses is down by the administrator's will.
extension World {
  /// The columns that chassis do not write.
  private static let columns: Set<String> = ["min_tx", "min_rx", "detect_mult", "status"]
  private static let down = "down"
  private static let administratorDown = "admin_down"
  /// Where sessions send from (RFC 5881, 4).
  private static let sourcePorts = 49152...65534

  /// The edits of a session's rows in both databases.
  func bfdSession(_ target: BFDTarget) -> ZoneEdits {
    let table = Southbound.BFD.table.name
    let present = rows(target, in: sb.bfdsByTarget)
    guard let (uuid, northbound) = first(target, in: nb.bfdsByTarget) else {
      bfdPorts.release(target)
      return [.southbound: present.map { .delete(table, $0.uuid) }]
    }
    var edits: ZoneEdits = [:]
    let status = status(of: uuid, northbound, present.first?.row)
    if northbound.status != status.northbound {
      let columns = ["status": JSON.string(status.northbound)]
      edits[.northbound] = [.update(Northbound.BFD.table.name, uuid, columns)]
    }
    let source = sourcePort(of: target, present.first?.row)
    guard let source else { return edits }
    var wanted = present.first?.row ?? Southbound.BFD()
    wanted.minTX = northbound.minTX ?? 1000
    wanted.minRX = northbound.minRX ?? 1000
    wanted.detectMult = northbound.detectMult ?? 5
    wanted.status = status.southbound
    if let (kept, row) = present.first {
      let columns = differences(
        from: row, to: wanted, in: .southbound, columns: Self.columns)
      edits[.southbound] = present.dropFirst().map { .delete(table, $0.uuid) }
      if !columns.isEmpty { edits[.southbound].append(.update(table, kept, columns)) }
    } else {
      wanted.logicalPort = target.port
      wanted.dstIP = target.address
      wanted.srcPort = source
      // Not zero, and one session's of the system's (RFC 5880, 6.8.1).
      wanted.disc = 1 + Int(UInt32(truncatingIfNeeded: uuid.low))
      edits[.southbound] = [
        .insert(
          table, columns(of: wanted, in: .southbound), uuid: freeRow(uuid, in: sb.bfds))
      ]
    }
    return edits
  }

  /// What the session's state is to be in each database.
  private func status(
    of uuid: UUID, _ northbound: Northbound.BFD, _ southbound: Southbound.BFD?
  ) -> (northbound: String, southbound: String) {
    guard isUsed(session: uuid, northbound) else {
      return (Self.administratorDown, Self.administratorDown)
    }
    let wanted = northbound.status ?? Self.administratorDown
    if wanted == Self.administratorDown {
      return (Self.down, southbound.map { $0.status.isActive ? $0.status : Self.down } ?? Self.down)
    }
    guard let found = southbound?.status, found.isActive else { return (wanted, wanted) }
    return (found, found)
  }

  /// Whether a route that could be taken has the session watch its next hop.
  private func isUsed(session uuid: UUID, _ session: Northbound.BFD) -> Bool {
    rows(uuid, in: nb.routesByBFD).contains { route, row in
      guard row.nexthop == session.dstIP, let router = owner(of: route, in: nb.routerOfRoute),
        datapaths[router] != nil
      else { return false }
      return staticRoute(route, of: router, ignoringBFD: true) != nil
    }
  }

  private func sourcePort(of target: BFDTarget, _ present: Southbound.BFD?) -> Int? {
    let assignment = bfdPorts.assign(
      to: target, in: .only, requested: nil, present: present?.srcPort, range: Self.sourcePorts
    ) { sb.bfdsBySourcePort[$0] != nil }
    if assignment.key == nil { reads.note(bfdPorts.fact(of: .only)) }
    return assignment.key
  }

  func followBFD() {
    follow(nb.bfds) { world, _, row in
      world.rowWork.invalidate(.bfdSession(BFDTarget(port: row.logicalPort, address: row.dstIP)))
    }
    follow(sb.bfds) { world, _, row in
      world.rowWork.invalidate(.bfdSession(BFDTarget(port: row.logicalPort, address: row.dstIP)))
    }
  }
}

extension String {
  /// Whether a session of this state is the chassis' to tell.
  fileprivate var isActive: Bool { self != "admin_down" }
}
