internal import OVNModel
internal import OVSDB

extension Invariant {
  /// Nothing is left of what is gone.
  static func noGhostRows(_ contents: MeshContents) throws(BrokenInvariant) {
    try require("no row outlives what it stands for", sharedGhosts(contents) + zoneGhosts(contents))
  }

  private static func sharedGhosts(_ contents: MeshContents) -> [String] {
    let switches = Set(contents.transitSwitches.values.map(\.name))
    let names = Set(contents.zones.map(\.name))
    let localPorts = Set(contents.zones.flatMap { $0.switchPorts.values.map(\.name) })
    return contents.availabilityZones.values.filter { !names.contains($0.name) }
      .map { "ic-sb: zone \($0.name)" }
      + contents.datapaths.values.filter { !switches.contains($0.transitSwitch) }
      .map { "ic-sb: datapath of \($0.transitSwitch)" }
      + contents.ports.values
      .filter { !switches.contains($0.transitSwitch) || !localPorts.contains($0.logicalPort) }
      .map { "ic-sb: port \($0.logicalPort) on \($0.transitSwitch)" }
      + contents.routes.values.filter { !switches.contains($0.transitSwitch) }
      .map { "ic-sb: route \($0.ipPrefix) on \($0.transitSwitch)" }
  }

  private static func zoneGhosts(_ contents: MeshContents) -> [String] {
    let routes = Set(contents.routes.keys.map(\.description))
    let ports = Set(contents.ports.values.map(\.logicalPort))
    let gateways = Set(contents.gateways.values.map(\.name))
    let switches = Set(contents.transitSwitches.values.map(\.name))
    return contents.zones.flatMap { zone in
      let learned = zone.routes.values.filter { route in
        route.externalIDs["ic-learned-route"].map { !routes.contains($0) } ?? false
      }
      return learned.map { "\(zone.zone.name): learned route \($0.ipPrefix) via \($0.nexthop)" }
        + zone.switchPorts.values.filter { $0.type == "remote" && !ports.contains($0.name) }
        .map { "\(zone.zone.name): remote port \($0.name)" }
        + zone.chassis.values
        .filter { $0.otherConfig["is-remote"] == "true" && !gateways.contains($0.name) }
        .map { "\(zone.zone.name): remote chassis \($0.name)" }
        + zone.transitSwitches
        .filter { !switches.contains($0.otherConfig["interconn-ts"] ?? "") }
        .map { "\(zone.zone.name): switch \($0.name)" }
    }
  }
}
