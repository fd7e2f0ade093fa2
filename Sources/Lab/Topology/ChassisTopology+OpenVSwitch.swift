internal import JSON
internal import OVNModel
internal import OVSDB

/// What an operator would write into a new chassis's Open vSwitch database.
extension ChassisTopology {
  /// - Parameters:
  ///   - remote: where the zone's Southbound database is reached.
  ///   - interfaces: the logical ports whose interfaces the chassis has.
  func openVSwitchOperations(
    southbound remote: String, interfaces: [String]
  ) -> [OVSDB.Operation] {
    var rows = Insertions()
    var bridge = OpenVSwitch.Bridge()
    bridge.name = "br-int"
    let ports = interfaces.map { Self.add(port: $0, to: &rows) }
    let bridgeRow = rows.add(bridge, ["ports": ports])
    var configuration = OpenVSwitch.Configuration()
    configuration.externalIDs = externalIDs.merging([
      "system-id": name, "hostname": name, "ovn-remote": remote, "ovn-encap-type": encapType,
      "ovn-encap-ip": encapIP, "ovn-is-interconn": isInterconnect ? "true" : "false",
    ]) { given, _ in given }
    configuration.ovsVersion = "3.1.0"
    _ = rows.add(configuration, ["bridges": [bridgeRow]])
    return rows.operations
  }

  /// An interface whose `iface-id` is the logical port, as a hypervisor adds it.
  private static func add(port logicalPort: String, to rows: inout Insertions) -> JSON {
    var interface = OpenVSwitch.Interface()
    interface.name = logicalPort
    interface.externalIDs = ["iface-id": logicalPort]
    let interfaceRow = rows.add(interface)
    var port = OpenVSwitch.Port()
    port.name = logicalPort
    return rows.add(port, ["interfaces": [interfaceRow]])
  }
}
