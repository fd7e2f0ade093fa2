import Address
import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// The addresses that ports are allocated, and `Logical_Switch_Port.dynamic_addresses`.
extension World {
  /// What a port is allocated that asks for addresses on a switch that allocates them.
  func deriveAssignedAddresses(_ port: UUID) -> String? {
    switch addressPlans[port] {
    case nil: return nil
    case .settled(let text): return text
    case .pending(let plan):
      guard let logicalSwitch = owner(of: port, in: nb.switchOfPort),
        let allocated = addressAllocations[logicalSwitch]?[port]
      else { return nil }
      return addressText(allocated.mac, allocated.ipv4, plan.ipv6.address(of: allocated.mac))
    }
  }

  /// What `dynamic_addresses` of a port says, or will once Northbound has been told.
  func dynamicAddresses(of port: UUID, _ row: Northbound.LogicalSwitchPort) -> String? {
    let asks = !row.dynamicRequests.isEmpty
    guard asks || row.dynamicAddresses != nil,
      let logicalSwitch = owner(of: port, in: nb.switchOfPort), addressSpaces[logicalSwitch] != nil
    else { return nil }
    // What was allocated before a router came to the other end stays as it is.
    if routerPort(of: port) != nil { return row.dynamicAddresses }
    return asks ? assignedAddresses[port] ?? row.dynamicAddresses : nil
  }

  /// The edits that tell Northbound.
  func allocatedAddresses(_ port: UUID) -> ZoneEdits {
    let problem = ProblemKey(row: port, aspect: "dynamic addresses")
    guard let row = row(port, in: nb.switchPorts), owner(of: port, in: nb.switchOfPort) != nil
    else {
      report([], of: problem)
      return [:]
    }
    var wanted = row
    wanted.dynamicAddresses = dynamicAddresses(of: port, row)
    report(
      row.dynamicRequests.count > 1
        ? ["More than one dynamic address configured for logical switch port '\(row.name)'"] : [],
      of: problem)
    let columns = differences(
      from: row, to: wanted, in: .northbound, columns: ["dynamic_addresses"])
    report(
      columns.isEmpty
        ? [] : wanted.dynamicAddresses.map { ["\(row.name): allocated \($0)"] } ?? [],
      of: ProblemKey(row: port, aspect: "allocation"), level: .info)
    if columns.isEmpty { return [:] }
    return [.northbound: [.update(Northbound.LogicalSwitchPort.table.name, port, columns)]]
  }
}
