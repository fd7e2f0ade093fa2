import Address
import Derive
import OVNModel
import OVSDB
import Replica

/// The keys of rules of address translation that come and go.
extension World {
  func followNAT() {
    follow(nb.routerOfNAT) { world, nat, _ in
      world.flowWork.invalidate(.nat(nat))
      world.enrol(nat: nat)
    }
    follow(nb.nats) { world, uuid, _ in world.enrol(nat: uuid) }
  }

  /// Puts a rule into the rosters of its router.
  private func enrol(nat uuid: UUID) {
    guard let router = nb.routerOfNAT.owner(of: uuid), let row = nb.nats[uuid] else {
      rosters.place(uuid, in: [])
      externalMACs.place(uuid, nil, in: uuid)
      return
    }
    let external = row.externalPrefix?.address
    var keys = [
      RosterKey(router, .translations), RosterKey(router, .externalAddress(row.externalIP)),
    ]
    if let external {
      if row.type == NATContext.Kind.source.rawValue {
        keys.append(RosterKey(router, .sourceAddress(external)))
      }
      if row.isDistributed {
        keys.append(RosterKey(router, .distributedNAT))
      } else if row.options.isTrue("add_route") {
        keys.append(RosterKey(router, .routedCentrally))
      }
      if row.isStateless, row.allowedExtIPs != nil {
        keys.append(RosterKey(router, .statelessForAllowedPeers))
      }
    }
    let isAnswered = external != nil && row.type != NATContext.Kind.source.rawValue
    externalMACs.place(uuid, isAnswered ? row.externalMAC : nil, in: router)
    rosters.place(uuid, in: keys)
    flowWork.invalidate(.externalAddress(router, row.externalIP))
  }
}

extension Northbound.NAT {
  fileprivate var isStateless: Bool {
    type == NATContext.Kind.both.rawValue && options.isTrue("stateless")
  }
}
