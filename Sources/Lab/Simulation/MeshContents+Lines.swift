internal import OVNModel
internal import OVSDB

/// What the daemons have written, a line for each row: without UUIDs and keys that were allocated.
extension MeshContents {
  var lines: [String] {
    (interconnectLines + zones.flatMap(\.lines)).sorted()
  }

  private var interconnectLines: [String] {
    availabilityZones.values.map { "ic-sb: zone \($0.name)" }
      + gateways.values.map { row in
        let tunnels = row.encaps.compactMap { encaps[$0] }.map { "\($0.type) \($0.ip)" }.sorted()
        return "ic-sb: gateway \(row.name) of \(name(ofZone: row.availabilityZone))"
          + " \(row.hostname) \(tunnels)"
      }
      + datapaths.values.map { "ic-sb: datapath of \($0.transitSwitch) \($0.type ?? "-")" }
      + ports.values.map { row in
        "ic-sb: port \(row.logicalPort) of \(name(ofZone: row.availabilityZone)) on"
          + " \(row.transitSwitch) at \(row.gateway) [\(row.address)] \(row.type ?? "-")"
      }
      + routes.values.map { row in
        "ic-sb: route \(row.ipPrefix) via \(row.nexthop) of \(name(ofZone: row.availabilityZone)) on"
          + " \(row.transitSwitch) table \"\(row.routeTable)\" \(row.origin)"
          + " \(row.options.text) tag \(row.externalIDs["ic-route-tag"] ?? "-")"
      }
  }
}

extension MeshContents.ZoneContents {
  fileprivate var lines: [String] {
    (switchLines + routeLines + chassisLines + bindingLines).map { "\(zone.name): \($0)" }
  }

  private var switchLines: [String] {
    transitSwitches.flatMap { row in
      var config = row.otherConfig
      config["requested-tnl-key"] = nil
      // Missing says the same as false.
      if config["ic-vxlan_mode"] == "false" { config["ic-vxlan_mode"] = nil }
      let ports = ports(of: row).filter { $0.type == "remote" }.map { port in
        let binding = portBindings.values.first { $0.logicalPort == port.name }
        return "remote port \(port.name) on \(row.name) \(port.addresses.sorted()) at"
          + " \(name(ofChassis: binding?.chassis))"
      }
      return ["switch \(row.name) \(config.text)"] + ports
    }
  }

  private var routeLines: [String] {
    routers.values.flatMap { router in
      routes(of: router).filter { $0.externalIDs["ic-learned-route"] != nil }.map { row in
        "learned route \(row.ipPrefix) via \(row.nexthop) in \(router.name) table"
          + " \"\(row.routeTable)\" \(row.options.text)"
      }
    }
  }

  private var chassisLines: [String] {
    chassis.values.map { row in
      let tunnels = row.encaps.compactMap { encaps[$0] }.map { "\($0.type) \($0.ip)" }.sorted()
      let kind = row.otherConfig["is-remote"] == "true" ? "remote chassis" : "chassis"
      return "\(kind) \(row.name) \(row.hostname) \(tunnels)"
    }
  }

  /// Ports of the zone itself; of switches, whether they are up.
  private var bindingLines: [String] {
    portBindings.values.filter { $0.type != "remote" }.map { row in
      "port binding \(row.logicalPort) \(row.type) \(row.mac.sorted()) at"
        + " \(name(ofChassis: row.chassis))" + (row.type.isEmpty && row.up == true ? " up" : "")
    }
  }
}

extension [String: String] {
  /// `{a=1, b=2}`.
  fileprivate var text: String {
    "{\(sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", "))}"
  }
}
