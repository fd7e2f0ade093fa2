/// Which packets a switch takes at all (ovn-northd(8), ingress tables 0 and 1: admission control).
extension FlowBuilder {
  mutating func addAdmission(of context: SwitchContext) {
    let drop = FlowText(world.dropAction)
    if !context.isVLANTransparent {
      add(.lsInCheckPortSec, 100, match: "vlan.present", actions: drop)
    }
    // The bit of an Ethernet address that says multicast.
    add(.lsInCheckPortSec, 100, match: "eth.src[40]", actions: drop)
  }
}
