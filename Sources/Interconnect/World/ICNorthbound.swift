import OVNModel
import OVSDB
import Replica

/// The IC Northbound database: what the operator of the mesh wants.
final class ICNorthboundTables {
  let replica = DatabaseReplica(name: Database.icNorthbound.rawValue)

  let globals: TableReplica<ICNorthbound.ICNBGlobal>
  let transitSwitches: TableReplica<ICNorthbound.TransitSwitch>
  let transitSwitchPorts: TableReplica<ICNorthbound.TransitSwitchPort>

  let transitSwitchesByName: Index<ICNorthbound.TransitSwitch, String>
  let transitSwitchPortsByName: Index<ICNorthbound.TransitSwitchPort, String>

  init(log: FactLog) {
    globals = TableReplica(log: log, keepsChanges: true)
    transitSwitches = TableReplica(log: log, keepsChanges: true)
    transitSwitchPorts = TableReplica(log: log)
    transitSwitchesByName = Index(on: transitSwitches) { $0.name }
    transitSwitchPortsByName = Index(on: transitSwitchPorts) { $0.name }
    replica.add(globals)
    replica.add(transitSwitches)
    replica.add(transitSwitchPorts)
  }
}
