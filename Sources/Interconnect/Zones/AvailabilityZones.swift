import JSON
import OVNModel
import OVSDB
import Transactions

/// The zone's own row in the IC Southbound database: registered, renamed in place, and removed last.
extension World {
  func availabilityZone() -> [Channel: [Edit]] {
    let subject = Subject.single(.availabilityZone)
    let table = ICSouthbound.AvailabilityZone.table.name
    guard let global = allRows(of: nb.globals).first?.row else {
      report(["NB Global not exist."], of: subject)
      return [:]
    }
    guard let zone = readZone() else {
      report([], of: subject)
      if global.name.isEmpty || hasRows(global.name, in: isb.zonesByName) { return [:] }
      messages.append(
        Message(level: .info, text: "Register AZ \(global.name) to interconnection DB."))
      return [.icSouthbound: [.insert(table, ["name": .string(global.name)])]]
    }
    if zone.isLeaving {
      if row(zone.uuid, in: isb.availabilityZones) == nil { return [:] }
      let isReferenced =
        !zone.holdsOwnRoutes || hasRows(zone.uuid, in: isb.gatewaysByZone)
        || hasRows(zone.uuid, in: isb.portsByZone)
        || hasRows(zone.uuid, in: isb.routesByZone)
      return isReferenced ? [:] : [.icSouthbound: [.delete(table, zone.uuid)]]
    }
    guard let row = row(zone.uuid, in: isb.availabilityZones), row.name != zone.name else {
      report([], of: subject)
      return [:]
    }
    if hasRows(zone.name, in: isb.zonesByName) {
      report(
        [
          "Availability_Zone \(row.name) cannot be renamed: another zone is registered as"
            + " \(zone.name). Choose another NB_Global name."
        ], of: subject, level: .error)
      return [:]
    }
    report([], of: subject)
    return [.icSouthbound: [.update(table, zone.uuid, ["name": .string(zone.name)])]]
  }
}
