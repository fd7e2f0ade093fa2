import Derive
import OVNModel
import OVSDB
import Replica
import Transactions

/// What chassis may write if the Southbound server asks who they are (ovn-sb(5), RBAC_Role).
extension World {
  /// A table that chassis may write.
  struct Permission: Equatable {
    let table: String
    /// The column that says whose a row is; none is anybody's.
    var owner = ""
    var insertsAndDeletes = true
    let columns: Set<String>

    /// A UUID made of the table's name; the places of its letters count, as FDB is not BFD.
    fileprivate var preferredRow: UUID {
      groupDigest(of: table.utf8.enumerated().map { UUID(high: UInt64($0), low: UInt64($1)) })
    }
  }

  static let chassisRole = "ovn-controller"

  static let chassisPermissions = [
    Permission(
      table: "Chassis", owner: "name",
      columns: [
        "nb_cfg", "external_ids", "encaps", "vtep_logical_switches", "other_config",
        "transport_zones",
      ]),
    Permission(
      table: "Chassis_Private", owner: "name",
      columns: ["nb_cfg", "nb_cfg_timestamp", "chassis", "external_ids"]),
    Permission(
      table: "Controller_Event", columns: ["chassis", "event_info", "event_type", "seq_num"]),
    Permission(table: "Encap", owner: "chassis_name", columns: ["type", "options", "ip"]),
    Permission(table: "FDB", columns: ["dp_key", "mac", "port_key"]),
    Permission(
      table: "Port_Binding", insertsAndDeletes: false,
      columns: [
        "chassis", "additional_chassis", "encap", "additional_encap", "up", "virtual_parent",
        "options",
      ]),
    Permission(
      table: "MAC_Binding", columns: ["logical_port", "ip", "mac", "datapath", "timestamp"]),
    Permission(table: "Service_Monitor", insertsAndDeletes: false, columns: ["status"]),
    Permission(table: "IGMP_Group", columns: ["address", "chassis", "datapath", "ports"]),
    Permission(table: "BFD", insertsAndDeletes: false, columns: ["status"]),
  ]

  /// The edits of the rows of RBAC_Role and RBAC_Permission.
  func chassisPermissions() -> ZoneEdits {
    let table = Southbound.RBACPermission.table.name
    var edits: [Edit] = []
    var found: [String: UUID] = [:]
    for (uuid, row) in allRows(of: sb.rbacPermissions) {
      let isWanted = Self.chassisPermissions.contains { row.grants($0) }
      if isWanted, found[row.table] == nil {
        found[row.table] = uuid
      } else {
        edits.append(.delete(table, uuid))
      }
    }
    for permission in Self.chassisPermissions where found[permission.table] == nil {
      let uuid = freeRow(permission.preferredRow, in: sb.rbacPermissions)
      found[permission.table] = uuid
      var row = Southbound.RBACPermission()
      row.table = permission.table
      row.authorization = [permission.owner]
      row.insertDelete = permission.insertsAndDeletes
      row.update = permission.columns
      edits.append(.insert(table, columns(of: row, in: .southbound), uuid: uuid))
    }
    return [.southbound: edits + role(with: found)]
  }

  private func role(with permissions: [String: UUID]) -> [Edit] {
    let table = Southbound.RBACRole.table.name
    let present = allRows(of: sb.rbacRoles)
    let kept = present.first { $0.row.name == Self.chassisRole }
    var edits = present.filter { $0.uuid != kept?.uuid }.map { Edit.delete(table, $0.uuid) }
    var wanted = Southbound.RBACRole()
    wanted.name = Self.chassisRole
    wanted.permissions = permissions
    if let kept {
      let columns = differences(
        from: kept.row, to: wanted, in: .southbound, columns: ["permissions"])
      if !columns.isEmpty { edits.append(.update(table, kept.uuid, columns)) }
    } else {
      edits.append(.insert(table, columns(of: wanted, in: .southbound)))
    }
    return edits
  }

  func followChassisPermissions() {
    followWhole(sb.rbacRoles)
    followWhole(sb.rbacPermissions)
  }
}

extension Southbound.RBACPermission {
  fileprivate func grants(_ permission: World.Permission) -> Bool {
    table == permission.table && authorization == [permission.owner]
      && insertDelete == permission.insertsAndDeletes && update == permission.columns
  }
}
