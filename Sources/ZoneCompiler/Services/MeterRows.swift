import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Rows of Meter, Mirror and Chassis_Template_Var, each a copy of Northbound's of the same name, and meters
/// of rules' own.
extension World {
  /// The edits of the meter of a name.
  func meterRow(_ name: String) -> ZoneEdits {
    let table = Southbound.Meter.table.name
    let present = first(name, in: sb.metersByName)
    guard let (uuid, meter) = meter(named: name) else {
      return [.southbound: present.map { [.delete(table, $0.uuid)] } ?? []]
    }
    let bands = meter.bands.compactMap { row($0, in: nb.meterBands) }.map { MeterBand($0) }
    let wanted = bands.sorted()
    if let present {
      let found = present.row.bands.compactMap { row($0, in: sb.meterBands) }.map { MeterBand($0) }
      var columns: [String: JSON] = [:]
      if present.row.unit != meter.unit { columns["unit"] = .string(meter.unit) }
      var edits: [Edit] = []
      if found.sorted() != wanted { columns["bands"] = insert(wanted, &edits) }
      if !columns.isEmpty { edits.append(.update(table, present.uuid, columns)) }
      return [.southbound: edits]
    }
    var edits: [Edit] = []
    let columns: [String: JSON] = [
      "name": .string(name), "unit": .string(meter.unit), "bands": insert(wanted, &edits),
    ]
    edits.append(.insert(table, columns, uuid: freeRow(uuid, in: sb.meters)))
    return [.southbound: edits]
  }

  /// The Northbound meter that a Southbound one copies, and the UUID of who has it.
  private func meter(named name: String) -> (UUID, Northbound.Meter)? {
    if let found = first(name, in: nb.metersByName) { return (found.uuid, found.row) }
    guard let meter = PrivateMeter(name), row(meter.acl, in: nb.acls)?.meter == meter.meter,
      let found = first(meter.meter, in: nb.metersByName), found.row.fair == true
    else { return nil }
    return (meter.acl, found.row)
  }

  private func insert(_ bands: [MeterBand], _ edits: inout [Edit]) -> JSON {
    var rows: [JSON] = []
    for band in bands {
      let name = makeRowName()
      edits.append(.insert(Southbound.MeterBand.table.name, band.columns, name: name))
      rows.append(.array([.string("named-uuid"), .string(name)]))
    }
    return .set(rows)
  }

  /// The edits of the mirror of a name.
  func mirror(_ name: String) -> ZoneEdits {
    let table = Southbound.Mirror.table.name
    let present = first(name, in: sb.mirrorsByName)
    guard let northbound = first(name, in: nb.mirrorsByName) else {
      return [.southbound: present.map { [.delete(table, $0.uuid)] } ?? []]
    }
    var wanted = Southbound.Mirror()
    wanted.name = name
    wanted.filter = northbound.row.filter
    wanted.sink = northbound.row.sink
    wanted.type = northbound.row.type
    wanted.index = northbound.row.index
    guard let present else {
      let uuid = freeRow(northbound.uuid, in: sb.mirrors)
      return [.southbound: [.insert(table, columns(of: wanted, in: .southbound), uuid: uuid)]]
    }
    let columns = differences(
      from: present.row, to: wanted, in: .southbound, columns: ["filter", "sink", "type", "index"])
    return [.southbound: columns.isEmpty ? [] : [.update(table, present.uuid, columns)]]
  }

  /// The edits of the values that a chassis has for templates.
  func templateVariables(of chassis: String) -> ZoneEdits {
    let table = Southbound.ChassisTemplateVar.table.name
    let present = first(chassis, in: sb.templateVariablesByChassis)
    guard let northbound = first(chassis, in: nb.templateVariablesByChassis) else {
      return [.southbound: present.map { [.delete(table, $0.uuid)] } ?? []]
    }
    var wanted = Southbound.ChassisTemplateVar()
    wanted.chassis = chassis
    wanted.variables = northbound.row.variables
    guard let present else {
      let uuid = freeRow(northbound.uuid, in: sb.templateVariables)
      return [.southbound: [.insert(table, columns(of: wanted, in: .southbound), uuid: uuid)]]
    }
    let columns = differences(
      from: present.row, to: wanted, in: .southbound, columns: ["variables"])
    return [.southbound: columns.isEmpty ? [] : [.update(table, present.uuid, columns)]]
  }

  func followMeters() {
    follow(nb.meters) { world, _, row in world.rowWork.invalidate(.meter(row.name)) }
    follow(sb.meters) { world, _, row in world.rowWork.invalidate(.meter(row.name)) }
    follow(nb.acls) { world, uuid, row in
      if let meter = row.meter {
        world.rowWork.invalidate(.meter(PrivateMeter(meter: meter, acl: uuid).name))
      }
    }
    follow(nb.mirrors) { world, _, row in world.rowWork.invalidate(.mirror(row.name)) }
    follow(sb.mirrors) { world, _, row in world.rowWork.invalidate(.mirror(row.name)) }
    follow(nb.templateVariables) { world, _, row in
      world.rowWork.invalidate(.templateVariables(row.chassis))
    }
    follow(sb.templateVariables) { world, _, row in
      world.rowWork.invalidate(.templateVariables(row.chassis))
    }
  }
}

/// One step of a meter, to compare those of both databases.
private struct MeterBand: Comparable {
  let action: String
  let rate: Int
  let burst: Int

  init(_ row: Northbound.MeterBand) {
    action = row.action
    rate = row.rate
    burst = row.burstSize
  }

  init(_ row: Southbound.MeterBand) {
    action = row.action
    rate = row.rate
    burst = row.burstSize
  }

  var columns: [String: JSON] {
    [
      "action": .string(action), "rate": .integer(Int64(rate)),
      "burst_size": .integer(Int64(burst)),
    ]
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.action, left.rate, left.burst) < (right.action, right.rate, right.burst)
  }
}
