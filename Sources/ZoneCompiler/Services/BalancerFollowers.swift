import Derive
import OVNModel
import OVSDB
import Replica

/// Which switch or router has which balancers: those that its own column names, and those of its groups.
///
/// Rosters tell it: `.balancer` says why a datapath has a balancer, and while there is a reason the balancer
/// is among the `.balancers` of the datapath, and the datapath among its `.switches` or `.routers`.
extension World {
  func followBalancers() {
    followAttachments(
      nb.switchOfBalancer, nb.switchOfBalancerGroup, .switches
    ) { world, balancer, logicalSwitch in
      world.flowWork.invalidate(.balancer(balancer, onSwitch: logicalSwitch))
    }
    followAttachments(
      nb.routerOfBalancer, nb.routerOfBalancerGroup, .routers
    ) { world, balancer, router in
      world.flowWork.invalidate(.routerBalancer(balancer, on: router))
    }
    follow(nb.groupOfBalancer) { world, balancer, group in
      let isMember = world.nb.groupOfBalancer.isOwner(group, of: balancer)
      _ = world.rosters.set(balancer, in: RosterKey(group, .balancers), to: isMember)
    }
    follow(nb.loadBalancers) { world, uuid, _ in
      world.rowWork.invalidate(.loadBalancer(uuid))
      for kind: RosterKey.Kind in [.switches, .routers] {
        for datapath in world.rosters.members(RosterKey(uuid, kind)) {
          world.enrol(balancer: uuid, on: datapath)
        }
      }
    }
    followMonitors()
    follow(sb.loadBalancers) { world, uuid, row in
      world.rowWork.invalidate(.strayBalancer(uuid))
      if let balancer = row.northboundUUID { world.rowWork.invalidate(.loadBalancer(balancer)) }
    }
  }

  /// Keeps the rosters of one kind of datapath, and calls `name` with what has come or gone.
  private func followAttachments<R>(
    _ balancers: OwnerIndex<R>, _ groups: OwnerIndex<R>, _ kind: RosterKey.Kind,
    _ name: @escaping (World, _ balancer: UUID, _ datapath: UUID) -> Void
  ) {
    follow(balancers) { [unowned balancers] world, balancer, datapath in
      let isAttached = balancers.isOwner(datapath, of: balancer)
      if world.attach(balancer, to: datapath, kind, because: datapath, isAttached) {
        name(world, balancer, datapath)
      }
    }
    follow(groups) { [unowned groups] world, group, datapath in
      let isAttached = groups.isOwner(datapath, of: group)
      for balancer in world.rosters.members(RosterKey(group, .balancers))
      where world.attach(balancer, to: datapath, kind, because: group, isAttached) {
        name(world, balancer, datapath)
      }
    }
    follow(nb.groupOfBalancer) { [unowned groups] world, balancer, group in
      let isAttached = world.nb.groupOfBalancer.isOwner(group, of: balancer)
      for datapath in groups.owners(of: group) ?? .many([])
      where world.attach(balancer, to: datapath, kind, because: group, isAttached) {
        name(world, balancer, datapath)
      }
    }
  }

  /// Notes or forgets a reason for a datapath to have a balancer; says whether it was the first or last.
  private func attach(
    _ balancer: UUID, to datapath: UUID, _ kind: RosterKey.Kind, because reason: UUID,
    _ isAttached: Bool
  ) -> Bool {
    let key = RosterKey(datapath, .balancer(balancer))
    guard rosters.set(reason, in: key, to: isAttached) else { return false }
    _ = rosters.set(datapath, in: RosterKey(balancer, kind), to: isAttached)
    enrol(balancer: balancer, on: datapath)
    return true
  }

  /// Puts a balancer into the rosters of a switch or router, or takes it out.
  private func enrol(balancer: UUID, on datapath: UUID) {
    let isAttached = !rosters.members(RosterKey(datapath, .balancer(balancer))).isEmpty
    let row = isAttached ? nb.loadBalancers[balancer] : nil
    let kinds: [(RosterKey.Kind, Bool)] = [
      (.balancers, isAttached), (.servingBalancers, row?.vips.isEmpty == false),
      (.routedBalancers, row?.isRouted == true),
    ]
    for (kind, isMember) in kinds {
      _ = rosters.set(balancer, in: RosterKey(datapath, kind), to: isMember)
    }
  }
}
