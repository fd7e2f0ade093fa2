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
    nb.switchPorts.add { [unowned self] uuid, old, new in
      if old?.name != new?.name || old?.type != new?.type {
        for row in [old, new].compactMap({ $0 }) { name(switchPort: uuid, row) }
      }
      enrol(switchPort: uuid)
    }
  }

  private func name(switchPort uuid: UUID, _ row: Northbound.LogicalSwitchPort) {
    rowWork.invalidate(.portBinding(row.name))
    if row.type == PortType.router.rawValue { flowWork.invalidate(.routerRequests(uuid)) }
  }
}
