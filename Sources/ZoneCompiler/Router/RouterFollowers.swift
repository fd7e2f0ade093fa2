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
      world.rowWork.invalidate(.delegatedPrefix(port))
      if let row = world.nb.routerPorts[port] { world.name(routerPort: row) }
      world.enrol(routerPort: port)
    }
    follow(nb.routerPorts) { world, uuid, row in
      world.name(routerPort: row)
      world.enrol(routerPort: uuid)
    }
    followRoutes()
    followPolicies()
    followBFD()
  }

  private func followRoutes() {
    follow(nb.routerOfRoute) { world, route, _ in world.enrol(route: route) }
    follow(nb.staticRoutes) { world, uuid, _ in world.enrol(route: uuid) }
  }

  private func followPolicies() {
    follow(nb.routerOfPolicy) { world, policy, router in
      world.flowWork.invalidate(.policy(policy))
      world.number(policy: policy, of: router)
    }
    follow(nb.policies) { world, uuid, _ in
      if let router = world.nb.routerOfPolicy.owner(of: uuid) {
        world.number(policy: uuid, of: router)
      }
    }
  }

  private func name(routerPort row: Northbound.LogicalRouterPort) {
    rowWork.invalidate(.portBinding(row.name))
    rowWork.invalidate(.portBinding(redirectName(of: row.name)))
    rowWork.invalidate(.haChassisGroup(row.name))
  }
}
