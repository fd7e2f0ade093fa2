import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// A VLAN tag within the port of a machine whose containers it tells apart.
struct ContainerTag: Hashable {
  let parent: String
  let tag: Int
}

/// Tags of ports (ovn-nb(5), Logical_Switch_Port, `tag_request`): 0 asks for one that no other container of the
/// machine has, any other number for itself.
extension World {
  /// The edits that give a port its tag.
  func allocatedTag(_ uuid: UUID) -> ZoneEdits {
    let row = row(uuid, in: nb.switchPorts)
    let problem = ProblemKey(row: uuid, aspect: "tag")
    guard let row, let request = row.tagRequest,
      let logicalSwitch = owner(of: uuid, in: nb.switchOfPort), datapaths[logicalSwitch] != nil
    else {
      tags.release(uuid)
      report([], of: problem)
      return [:]
    }
    guard request == 0 else {
      tags.release(uuid)
      return row.tag == request ? [:] : setTag(of: uuid, to: request)
    }
    guard let parent = row.parentName, !parent.isEmpty, row.tag == nil else {
      tags.release(uuid)
      report([], of: problem)
      return [:]
    }
    let assignment = tags.assign(
      to: uuid, in: parent, requested: nil, present: nil, range: 1...4095
    ) { nb.switchPortsByTag[ContainerTag(parent: parent, tag: $0)] != nil }
    if assignment.key == nil { reads.note(tags.fact(of: parent)) }
    report(
      assignment.key == nil
        ? ["\(row.name): out of vlans for logical switch ports with parent \(parent)"] : [],
      of: problem)
    return assignment.key.map { setTag(of: uuid, to: $0) } ?? [:]
  }

  private func setTag(of port: UUID, to tag: Int) -> ZoneEdits {
    let table = Northbound.LogicalSwitchPort.table.name
    return [.northbound: [.update(table, port, ["tag": .integer(Int64(tag))])]]
  }

  func followTags() {
    follow(nb.switchPorts) { world, uuid, row in
      if row.tagRequest != nil { world.rowWork.invalidate(.allocatedTag(uuid)) }
    }
  }
}
