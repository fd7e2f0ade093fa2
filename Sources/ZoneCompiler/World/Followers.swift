import Derive
import OVNModel
import OVSDB
import Replica

/// From rows that come and go to the keys that are about them.
///
/// A key that exists is derived again when a fact it read changes; what follows names the keys of rows
/// that come, of both databases.
extension World {
  func follow() {
    followSwitches()
    followRouters()
    followSouthbound()
  }

  /// Calls `name` with each row of `table` that has changed, as it was and as it is.
  func follow<R>(_ table: TableReplica<R>, _ name: @escaping (World, UUID, R) -> Void) {
    table.add { [unowned self] uuid, old, new in
      if let old { name(self, uuid, old) }
      if let new { name(self, uuid, new) }
    }
  }

  /// Calls `name` with each row that a set column has got or lost, and the row that has the column.
  func follow<R>(
    _ index: OwnerIndex<R>, _ name: @escaping (World, _ child: UUID, _ owner: UUID) -> Void
  ) {
    index.add { [unowned self] child, owner in name(self, child, owner) }
  }

  /// Notes that a small table has changed, for ``allRows(of:)``.
  func followWhole<R>(_ table: TableReplica<R>) {
    table.add { [unowned self, unowned table] _, _, _ in log.note(fact(ofTable: table)) }
  }

  private func followSwitches() {
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
      if let row = world.nb.switchPorts[port] { world.rowWork.invalidate(.portBinding(row.name)) }
      world.enrol(switchPort: port)
    }
    follow(nb.switchPorts) { world, uuid, row in
      world.rowWork.invalidate(.portBinding(row.name))
      world.enrol(switchPort: uuid)
    }
  }

  private func followRouters() {
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

  private func followSouthbound() {
    follow(sb.datapathBindings) { world, uuid, row in
      world.rowWork.invalidate(row.northboundUUID.map { .datapath($0) } ?? .strayDatapath(uuid))
    }
    follow(sb.portBindings) { world, _, row in
      world.rowWork.invalidate(.portBinding(row.logicalPort))
    }
    follow(sb.multicastGroups) { world, uuid, _ in world.rowWork.invalidate(.multicastRow(uuid)) }
    follow(nb.haChassisGroups) { world, _, row in
      world.rowWork.invalidate(.haChassisGroup(row.name))
    }
    follow(sb.haChassisGroups) { world, _, row in
      world.rowWork.invalidate(.haChassisGroup(row.name))
    }
    followFlows()
    followWhole(nb.globals)
    followWhole(sb.globals)
    followWhole(sb.chassis)
    followWhole(sb.chassisPrivate)
  }

  private func followFlows() {
    sb.logicalFlows.add { [unowned self] uuid, _, _ in changedFlowRows.append(uuid) }
  }
}
