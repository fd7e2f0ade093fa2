import Derive
import OVNModel
import OVSDB
import Replica

/// The keys of Southbound's rows, and of groups of chassis in both databases.
extension World {
  func followBindings() {
    follow(sb.datapathBindings) { world, uuid, row in
      world.rowWork.invalidate(row.northboundUUID.map { .datapath($0) } ?? .strayDatapath(uuid))
    }
    follow(sb.portBindings) { world, _, row in
      world.rowWork.invalidate(.portBinding(row.logicalPort))
    }
    sb.portBindings.add { [unowned self] _, old, new in
      claims.replace(old.flatMap { Claims.Claim($0) }, by: new.flatMap { Claims.Claim($0) })
    }
    follow(sb.multicastGroups) { world, uuid, _ in world.rowWork.invalidate(.multicastRow(uuid)) }
    follow(nb.haChassisGroups) { world, _, row in
      world.rowWork.invalidate(.haChassisGroup(row.name))
    }
    follow(sb.haChassisGroups) { world, _, row in
      world.rowWork.invalidate(.haChassisGroup(row.name))
      world.rowWork.invalidate(.haChassisReferences(row.name))
    }
    sb.logicalFlows.world = self
    followWhole(nb.globals)
    followWhole(nb.routers)
    followWhole(sb.globals)
    followWhole(sb.chassis)
    followWhole(sb.chassisPrivate)
  }
}
