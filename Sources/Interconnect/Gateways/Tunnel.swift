import JSON
import OVNModel
import OVSDB
import Transactions

/// What two Encap rows have to agree in to be the same tunnel end.
struct Tunnel: Equatable, Comparable {
  let endpoint: TunnelEndpoint
  let options: [String: String]

  static func < (a: Tunnel, b: Tunnel) -> Bool { a.endpoint < b.endpoint }
}

extension World {
  /// The tunnel ends of a chassis, in a fixed order.
  func southboundTunnels(of chassis: Southbound.Chassis) -> [Tunnel] {
    chassis.encaps.compactMap { row($0, in: sb.encaps) }
      .map { Tunnel(endpoint: TunnelEndpoint(type: $0.type, ip: $0.ip), options: $0.options) }
      .sorted()
  }

  /// The tunnel ends of a published gateway, in a fixed order.
  func icTunnels(of gateway: ICSouthbound.Gateway) -> [Tunnel] {
    gateway.encaps.compactMap { row($0, in: isb.encaps) }
      .map { Tunnel(endpoint: TunnelEndpoint(type: $0.type, ip: $0.ip), options: $0.options) }
      .sorted()
  }

  /// Inserts IC Southbound Encap rows; those that they replace go when nothing refers to them.
  func insertICEncaps(_ tunnels: [Tunnel], gateway: String) -> (edits: [Edit], references: [JSON]) {
    insertEncaps(tunnels, into: ICSouthbound.Encap.table.name) { tunnel in
      var row = ICSouthbound.Encap()
      row.type = tunnel.endpoint.type
      row.ip = tunnel.endpoint.ip
      row.options = tunnel.options
      row.gatewayName = gateway
      return row.columns(for: .icSouthbound, capabilities)
    }
  }

  /// Inserts Southbound Encap rows.
  func insertSouthboundEncaps(
    _ tunnels: [Tunnel], chassis: String
  ) -> (edits: [Edit], references: [JSON]) {
    insertEncaps(tunnels, into: Southbound.Encap.table.name) { tunnel in
      var row = Southbound.Encap()
      row.type = tunnel.endpoint.type
      row.ip = tunnel.endpoint.ip
      row.options = tunnel.options
      row.chassisName = chassis
      return row.columns(for: .southbound, capabilities)
    }
  }

  private func insertEncaps(
    _ tunnels: [Tunnel], into table: String, columns: (Tunnel) -> [String: JSON]
  ) -> (edits: [Edit], references: [JSON]) {
    var edits: [Edit] = []
    var references: [JSON] = []
    for tunnel in tunnels {
      let name = makeRowName()
      edits.append(.insert(table, columns(tunnel), name: name))
      references.append(.namedUUID(name))
    }
    return (edits, references)
  }
}
