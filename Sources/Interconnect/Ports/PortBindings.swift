import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Ports on transit switches: this zone's are published, the others' are mirrored as remote ports.
extension World {
  typealias SwitchPort = (uuid: UUID, row: Northbound.LogicalSwitchPort)
  typealias Binding = (uuid: UUID, row: ICSouthbound.PortBinding)

  /// What `name` needs; both databases keep logical port names unique.
  func port(_ name: String) -> [Channel: [Edit]] {
    portKeys.release(name)
    guard let zone = readZone() else { return [:] }
    // Ports that the IC Northbound database declares are not the operator's own.
    if hasRows(name, in: inb.transitSwitchPortsByName) { return [:] }
    let bindings = rows(name, in: isb.portsByName).filter { $0.row.isOnTransitSwitch }
    let own = bindings.filter { $0.row.availabilityZone == zone.uuid }
    let foreign = bindings.first { $0.row.availabilityZone != zone.uuid }
    let here = transitSwitchPort(name)
    var edits: [Channel: [Edit]] = [:]
    var problems: [String] = []
    if zone.isLeaving {
      edits[.icSouthbound] = withdraw(own)
      if here?.port.row.type == Value.remote {
        mirror(nil, as: here, name: name, &edits, &problems)
      }
      return edits
    }
    switch here?.port.row.type {
    case Value.router, Value.switch:
      if let here {
        publish(here.port, on: here.transitSwitch, present: own, foreign, zone, &edits, &problems)
      }
    default:
      edits[.icSouthbound] = withdraw(own)
      mirror(foreign, as: here, name: name, &edits, &problems)
    }
    report(problems, of: .port(name))
    return edits
  }

  /// Whether no database has a port of that name.
  func isGone(port name: String) -> Bool {
    nb.switchPortsByName[name] == nil && isb.portsByName[name] == nil
  }

  func withdraw(_ bindings: [Binding]) -> [Edit] {
    bindings.map { .delete(ICSouthbound.PortBinding.table.name, $0.uuid) }
  }

  /// The logical switch port of that name, if it is on the logical switch of a transit switch.
  private func transitSwitchPort(_ name: String) -> (port: SwitchPort, transitSwitch: String)? {
    for port in rows(name, in: nb.switchPortsByName) {
      if let transitSwitch = transitSwitch(of: port.uuid) { return (port, transitSwitch) }
    }
    return nil
  }

  /// The transit switch on whose logical switch the port is; both go by the transit switch's name.
  private func transitSwitch(of port: UUID) -> String? {
    guard let owner = owner(of: port, in: nb.switchOfPort),
      let row = row(owner, in: nb.switches),
      let name = row.otherConfig[Key.interconnTS], name == row.name,
      hasRows(name, in: inb.transitSwitchesByName), row.otherConfig[Key.interconnTS] != nil
    else { return nil }
    return name
  }
}
