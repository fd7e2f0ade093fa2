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
      world.rowWork.invalidate(.switchPortState(port))
      world.rowWork.invalidate(.multicastMember(port))
      if let row = world.nb.switchPorts[port] { world.name(switchPort: port, row) }
      world.enrol(switchPort: port)
    }
    follow(nb.switchPorts) { world, uuid, row in
      world.name(switchPort: uuid, row)
      world.enrol(switchPort: uuid)
    }
  }

  private func name(switchPort uuid: UUID, _ row: Northbound.LogicalSwitchPort) {
    rowWork.invalidate(.portBinding(row.name))
    if row.type == PortType.router.rawValue { flowWork.invalidate(.routerRequests(uuid)) }
  }
}
