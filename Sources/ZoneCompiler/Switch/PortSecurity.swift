/// Who may send what from a port, and what a port may get (ovn-northd(8), ingress tables 0 and 1,
/// egress tables 8 and 9).
///
/// The addresses themselves are checked by ovn-controller, from Port_Binding.port_security.
extension FlowBuilder {
  mutating func addPortSecurityDefaults() {
    let drop = FlowText(world.dropAction)
    add(.lsInCheckPortSec, 50, match: "1", actions: "reg0[15] = check_in_port_sec(); next;")
    add(.lsInApplyPortSec, 50, match: "reg0[15] == 1", actions: drop)
    addDefault(.lsInApplyPortSec)
    add(.lsOutCheckPortSec, 100, match: "eth.mcast", actions: "reg0[15] = 0; next;")
    add(.lsOutCheckPortSec, 0, match: "1", actions: "reg0[15] = check_out_port_sec(); next;")
    add(.lsOutApplyPortSec, 50, match: "reg0[15] == 1", actions: drop)
    add(.lsOutApplyPortSec, 0, match: "1", actions: "output;")
  }

  mutating func addPortSecurity(of port: SwitchPortContext) {
    if port.type == .external { return }
    let inport: FlowText = "inport == \(port.quotedName)"
    if !port.isEnabled {
      add(
        .lsInCheckPortSec, 100, match: inport, actions: "reg0[15] = 1; next;", port: port.name)
      add(
        .lsInL2Unknown, 50, match: "outport == \(port.quotedName)",
        actions: FlowText(world.dropAction), port: port.name)
      return
    }
    let queue: FlowText = port.queue.map { "set_queue(\($0)); " } ?? ""
    if port.type == .vtep {
      add(
        .lsInCheckPortSec, 70, match: inport,
        actions: """
          \(queue)reg0[14] = 1; next(pipeline=ingress, table=\(Stage.lsInHairpin.table));
          """, port: port.name)
    } else if let number = port.queue {
      add(
        .lsInCheckPortSec, 70, match: inport,
        actions: "\(queue)reg0[15] = check_in_port_sec(); next;", port: port.name)
      if port.type == .localnet {
        add(
          .lsOutApplyPortSec, 100, match: "outport == \(port.quotedName)",
          actions: "set_queue(\(number)); output;", port: port.name)
      }
    }
  }
}
