import Derive
import OVNModel
import OVSDB
import Replica

/// The keys of switches and their parts that come and go.
extension World {
  func followSwitches() {
    follow(nb.switches) { world, uuid, _ in
      for family in SwitchFamily.allCases {
        world.flowWork.invalidate(.logicalSwitch(uuid, family))
      }
      world.rowWork.invalidate(.datapath(uuid))
      for kind in MulticastGroupKind.allCases {
        world.rowWork.invalidate(.multicastGroup(uuid, kind))
      }
    }
    follow(nb.switchOfPort) { world, port, _ in
      world.flowWork.invalidate(.switchPort(port))
      world.flowWork.invalidate(.routerRequests(port))
      world.rowWork.invalidate(.switchPortState(port))
      world.rowWork.invalidate(.multicastMember(port))
      if let row = world.nb.switchPorts[port] { world.rowWork.invalidate(.portBinding(row.name)) }
      world.enrol(switchPort: port)
    }
    follow(nb.switchPorts) { world, uuid, row in
      world.rowWork.invalidate(.portBinding(row.name))
      world.enrol(switchPort: uuid)
    }
  }
}
