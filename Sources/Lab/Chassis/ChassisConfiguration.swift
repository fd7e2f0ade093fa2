internal import OVNModel
internal import Tunnels

/// What a chassis is to be, as its Open vSwitch says.
struct ChassisConfiguration: Equatable {
  /// `external_ids`.
  let options: ChassisOptions
  /// The chassis's name, `system-id`.
  let name: String
  /// `ovn-encap-type`.
  let encapTypes: [String]
  /// `ovn-encap-ip`.
  let encapIPs: [String]
  /// What the encaps' checksums are, `ovn-encap-csum`.
  let checksum: String
  /// `ovn-transport-zones`.
  let transportZones: Set<String>
  private let interfaceTypes: [String]

  /// Nil while the name or the encaps are missing: ovn-controller then does nothing either.
  init?(_ row: OpenVSwitch.Configuration) {
    options = ChassisOptions(externalIDs: row.externalIDs)
    guard let name = options.chassis, options["ovn-encap-type"] != nil,
      options["ovn-encap-ip"] != nil
    else { return nil }
    self.name = name
    encapTypes = options.list("ovn-encap-type")
    encapIPs = options.list("ovn-encap-ip")
    checksum = options["ovn-encap-csum"] ?? "true"
    transportZones = Set(options.list("ovn-transport-zones"))
    interfaceTypes = row.ifaceTypes.sorted()
  }

  /// What release 23.03 writes into `other_config` of its Chassis.
  ///
  /// - Parameter datapathType: of the integration bridge.
  func otherConfig(datapathType: String) -> [String: String] {
    var config = [
      "datapath-type": datapathType,
      "iface-types": interfaceTypes.joined(separator: ","),
      "is-interconn": options.isTrue("ovn-is-interconn") ? "true" : "false",
    ]
    for (key, value) in Self.copied { config[key] = options[key] ?? value }
    for feature in Self.features { config[feature] = "true" }
    return config
  }

  /// Options that are told as they are, with what is told where they are not set.
  private static let copied = [
    "ovn-bridge-mappings": "", "ovn-cms-options": "", "ovn-monitor-all": "false",
    "ovn-enable-lflow-cache": "true", "ovn-limit-lflow-cache": "",
    "ovn-memlimit-lflow-cache-kb": "", "ovn-trim-limit-lflow-cache": "",
    "ovn-trim-wmark-perc-lflow-cache": "", "ovn-trim-timeout-ms": "",
    "ovn-chassis-mac-mappings": "",
  ]

  /// What northd may rely on.
  private static let features = [
    "port-up-notif", "ct-no-masked-label", "mac-binding-timestamp", "ovn-ct-lb-related",
  ]
}
