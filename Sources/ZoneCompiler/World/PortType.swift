/// What a switch port is attached to (ovn-nb(5), Logical_Switch_Port, type).
enum PortType: String {
  /// A virtual machine or container.
  case regular = ""
  case router, localnet, localport, l2gateway, vtep, external, virtual, remote
}
