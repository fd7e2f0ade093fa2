import OVNModel
import OVSDB
import Reconcile

/// Which tunnels there ought to be to a chassis.
extension TunnelWorld {
  /// One for each address that the peer has of the best type that both have; in order.
  func tunnels(to peer: String, from own: LocalEnd.Registered) -> [Tunnel] {
    guard peer != own.name, let row = reads.first(peer, in: sb.chassisByName)?.row,
      shareTransportZone(own.transportZones, row.transportZones),
      own.isInterconn || !row.otherConfig.isTrue("is-remote")
    else { return [] }
    let encaps = row.encaps.compactMap { reads.row($0, in: sb.encaps) }
    let best = encaps.compactMap { TunnelType(rawValue: $0.type) }
      .filter(own.types.contains).max()
    guard let best else { return [] }
    return encaps.filter { $0.type == best.rawValue }
      .map { tunnel(to: $0, of: peer, best, own) }
      .sorted { $0.id < $1.id }
  }

  /// Chassis that are in no transport zone are together in none.
  private func shareTransportZone(_ left: Set<String>, _ right: Set<String>) -> Bool {
    left.isEmpty && right.isEmpty || !left.isDisjoint(with: right)
  }

  private func tunnel(
    to encap: Southbound.Encap, of peer: String, _ type: TunnelType, _ own: LocalEnd.Registered
  ) -> Tunnel {
    var options = own.options
    options["remote_ip"] = encap.ip
    if let checksum = encap.options["csum"], ["true", "false"].contains(checksum) {
      options["csum"] = checksum
    }
    options["dst_port"] = encap.options["dst_port"]
    if own.isEncrypted { options["remote_name"] = peer }
    return Tunnel(id: TunnelID(chassis: peer, ip: encap.ip), type: type, options: options)
  }
}
