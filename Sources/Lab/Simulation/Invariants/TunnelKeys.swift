internal import OVNModel
internal import OVSDB

extension Invariant {
  /// Tunnel keys are unique, and everybody uses the same.
  static func tunnelKeys(_ contents: MeshContents) throws(BrokenInvariant) {
    var findings: [String] = []
    var datapaths: [Int: String] = [:]
    var keys: [String: Int] = [:]
    for row in contents.datapaths.values {
      keys[row.transitSwitch] = row.tunnelKey
      if let other = datapaths.updateValue(row.transitSwitch, forKey: row.tunnelKey) {
        findings.append("\(row.transitSwitch) and \(other) have key \(row.tunnelKey)")
      }
    }
    for name in contents.transitSwitches.values.map(\.name) where keys[name] == nil {
      findings.append("\(name) has no key")
    }
    var ports: [String: ICSouthbound.PortBinding] = [:]
    var taken: [String: String] = [:]
    for row in contents.ports.values {
      ports[row.logicalPort] = row
      let slot = "\(row.transitSwitch) \(row.tunnelKey)"
      if let other = taken.updateValue(row.logicalPort, forKey: slot) {
        findings.append("\(row.logicalPort) and \(other) have key \(slot)")
      }
    }
    for zone in contents.zones where !zone.name.isEmpty {
      for row in zone.transitSwitches {
        if let key = keys[row.name], row.otherConfig["requested-tnl-key"] != "\(key)" {
          findings.append("\(zone.zone.name): \(row.name) asks for another key than \(key)")
        }
        for port in zone.ports(of: row) {
          guard let key = ports[port.name]?.tunnelKey,
            port.options["requested-tnl-key"] != "\(key)"
          else { continue }
          findings.append("\(zone.zone.name): \(port.name) asks for another key than \(key)")
        }
      }
    }
    try require("tunnel keys are unique and the same everywhere", findings)
  }
}
