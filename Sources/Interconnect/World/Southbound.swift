import OVNModel
import OVSDB
import Replica

/// The zone's Southbound database: what the controller reads of it.
final class SouthboundTables {
  let replica = DatabaseReplica(name: Database.southbound.rawValue)

  let chassis: TableReplica<Southbound.Chassis>
  let encaps: TableReplica<Southbound.Encap>
  let datapathBindings: TableReplica<Southbound.DatapathBinding>
  let portBindings: TableReplica<Southbound.PortBinding>

  let chassisByName: Index<Southbound.Chassis, String>
  let encapsByTunnel: Index<Southbound.Encap, TunnelEndpoint>
  let portBindingsByName: Index<Southbound.PortBinding, String>

  init(log: FactLog) {
    chassis = TableReplica(
      log: log, columns: [\.name, \.hostname, \.encaps, \.otherConfig], keepsChanges: true)
    encaps = TableReplica(log: log)
    datapathBindings = TableReplica(log: log, columns: [\.nbUUID, \.type, \.externalIDs])
    portBindings = TableReplica(
      log: log, columns: [\.logicalPort, \.datapath, \.mac, \.options, \.chassis, \.up])
    chassisByName = Index(on: chassis) { $0.name }
    encapsByTunnel = Index(on: encaps) { TunnelEndpoint(type: $0.type, ip: $0.ip) }
    portBindingsByName = Index(on: portBindings) { $0.logicalPort }
    replica.add(chassis)
    replica.add(encaps)
    replica.add(datapathBindings)
    replica.add(portBindings)
  }
}

/// What identifies an encapsulation: its type (`geneve`, `vxlan`) and the address it ends at.
struct TunnelEndpoint: Hashable, Comparable, CustomStringConvertible {
  let type: String
  let ip: String

  var description: String { "\(type) \(ip)" }

  static func < (a: Self, b: Self) -> Bool { (a.type, a.ip) < (b.type, b.ip) }
}
