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
    followNAT()
    followBindings()
    followAllocation()
    followServices()
    followSecurity()
    followBalancers()
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
}
