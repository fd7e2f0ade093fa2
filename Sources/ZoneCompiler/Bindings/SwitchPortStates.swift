import JSON
import OVNModel
import OVSDB
import Transactions

/// What Northbound is told of a switch port: whether it is up.
extension World {
  func switchPortState(_ uuid: UUID) -> ZoneEdits {
    guard let port = wholeRow(uuid, in: nb.switchPorts),
      let binding = first(port.name, in: sb.portBindingsByName)?.row,
      owner(of: uuid, in: nb.switchOfPort) != nil
    else { return [:] }
    let isUp = port.type == PortType.router.rawValue || isUp(binding)
    if port.up == isUp { return [:] }
    let table = Northbound.LogicalSwitchPort.table.name
    return [.northbound: [.update(table, uuid, ["up": .boolean(isUp)])]]
  }

  /// A bound port is up when its chassis says so, or at once if the chassis never says.
  private func isUp(_ binding: Southbound.PortBinding) -> Bool {
    guard let chassis = binding.chassis.flatMap({ row($0, in: sb.chassis) }) else { return false }
    return chassis.otherConfig.isTrue("port-up-notif") ? binding.up == true : true
  }
}
