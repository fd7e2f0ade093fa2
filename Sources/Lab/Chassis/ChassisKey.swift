/// Keys of options, `other_config` and `external_ids` that a chassis reads and writes, as OVN spells
/// them.
enum ChassisKey {
  static let logicalPort = "iface-id"
  static let logicalPortVersion = "iface-id-ver"
  static let encapIP = "encap-ip"
  static let installed = "ovn-installed"
  static let installedTime = "ovn-installed-ts"
  static let requestedChassis = "requested-chassis"
  static let l2Gateway = "l2gateway-chassis"
  static let l3Gateway = "l3gateway-chassis"
  static let checksum = "csum"
  static let sequenceNumber = "ovn-nb-cfg"
  static let sequenceNumberTime = "ovn-nb-cfg-ts"
  static let vlanLimit = "vlan-limit"

  /// Which letter, if any, the names of a chassis's tunnels have, where several share an Open vSwitch.
  static func index(of chassis: String) -> String { "ovn-chassis-idx-\(chassis)" }
}
