import Derive
import OVNModel
import OVSDB
import Replica

/// The keys of routers and their parts that come and go.
extension World {
  func followRouters() {
    follow(nb.routers) { world, uuid, _ in
      for family in RouterFamily.allCases { world.flowWork.invalidate(.router(uuid, family)) }
      world.rowWork.invalidate(.datapath(uuid))
    }
    follow(nb.routerOfPort) { world, port, _ in
      world.flowWork.invalidate(.routerPort(port))
      if let row = world.nb.routerPorts[port] { world.name(routerPort: row) }
      world.enrol(routerPort: port)
    }
    follow(nb.routerPorts) { world, uuid, row in
      world.name(routerPort: row)
      world.enrol(routerPort: uuid)
    }
  }

  private func name(routerPort row: Northbound.LogicalRouterPort) {
    rowWork.invalidate(.portBinding(row.name))
    rowWork.invalidate(.portBinding(redirectName(of: row.name)))
    rowWork.invalidate(.haChassisGroup(row.name))
  }
}
