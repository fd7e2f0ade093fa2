import OVSDB
import ZoneBench

/// Addresses that switches allocate: what from, and who asks.
extension RandomZone {
  mutating func editAllocation() -> [OVSDB.Operation] {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: [NorthboundEdit.setOption("mac_prefix", to: "0a:58:0\(count % 2)")]
    case 1..<5: configureAllocation()
    default: changeAddresses()
    }
  }

  private mutating func configureAllocation() -> [OVSDB.Operation] {
    guard let logicalSwitch = switches.randomElement(using: &generator) else { return [] }
    let choices: [String: [String]] = [
      "subnet": ["10.0.0.0/24", "10.0.0.0/29", "10.0.0.4/30", "10.0.0.8/31", "nonsense"],
      "exclude_ips": ["10.0.0.3", "10.0.0.2..10.0.0.5 10.0.0.250", "10.9.0.1", "nonsense"],
      "ipv6_prefix": ["fd00::", "fd00:0:0:1::/64", "fd00::/48", "nonsense"],
      "mac_only": ["true"],
    ]
    var config: [String: String] = [:]
    for (key, values) in choices.sorted(by: { $0.key < $1.key }) {
      if Bool.random(using: &generator) { config[key] = values.randomElement(using: &generator) }
    }
    return [
      NorthboundEdit.setMap(logicalSwitch, in: "Logical_Switch", "other_config", to: config)
    ]
  }

  /// A request for addresses, some of which others ask for as well.
  mutating func request() -> String {
    let requests = [
      "dynamic", "dynamic", "dynamic", "0a:00:00:00:05:\(octet()) dynamic", "dynamic 10.0.0.6",
      "dynamic 10.0.0.7", "dynamic 10.9.0.1", "dynamic fd00::9", "dynamic 10.0.0.5 fd00::5",
      "dynamic nonsense", "dynamic 10.0.0.5 abc",
    ]
    return requests.randomElement(using: &generator) ?? "dynamic"
  }
}
