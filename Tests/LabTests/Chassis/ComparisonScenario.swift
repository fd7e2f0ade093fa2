import JSON
import OVNModel
import OVSDB

/// A chassis among others, as it is set up for ours and for the C program.
struct ComparisonScenario: Sendable {
  let name = "me"
  /// What an operator sets besides a name and an encap.
  let externalIDs: [String: String]

  /// The switch, before the chassis has run.
  var vswitch: [OVSDB.Operation] {
    var row = OpenVSwitch.Configuration()
    row.ifaceTypes = ["geneve", "internal", "vxlan"]
    row.externalIDs = [
      "system-id": name, "hostname": "me.example", "ovn-encap-type": "geneve",
      "ovn-encap-ip": "192.0.2.1",
    ].merging(externalIDs) { $1 }
    return [.insert(table: "Open_vSwitch", row: OpenVSwitch.Configuration.table.json(of: row))]
  }

  /// The zone with its other chassis.
  var southbound: [OVSDB.Operation] {
    let options = ["bfd-min-rx": "500", "bfd-mult": "5"].json
    return [.insert(table: "SB_Global", row: ["options": options])]
      + chassis("gateway-1", "geneve", "192.0.2.11", config: ["is-interconn": "true"])
      + chassis("gateway-2", "vxlan", "192.0.2.12")
      + chassis("gateway-3", "geneve", "2001:db8::13", zones: ["tz1"])
      + chassis("far", "geneve", "192.0.2.14", config: ["is-remote": "true"])
  }

  private func chassis(
    _ name: String, _ type: String, _ ip: String, config: [String: String] = [:],
    zones: Set<String> = []
  ) -> [OVSDB.Operation] {
    let encap = "encap_" + name.filter { $0 != "-" }
    return [
      .insert(
        table: "Encap",
        row: [
          "type": type.json, "ip": ip.json, "chassis_name": name.json,
          "options": ["csum": "true"].json,
        ], name: encap),
      .insert(
        table: "Chassis",
        row: [
          "name": name.json, "encaps": .namedUUID(encap), "other_config": config.json,
          "transport_zones": zones.json,
        ]),
    ]
  }

  /// What comes once the chassis has registered.
  func more(_ account: ComparisonAccount) -> [OVSDB.Operation] {
    group(of: [name, "gateway-1"].compactMap(account.uuid))
      + (account.uuid(of: name).map(ports) ?? [])
  }

  /// What is plugged in once there is a bridge.
  func plugs(_ account: ComparisonAccount) -> [OVSDB.Operation] {
    account.bridge.map(plugs) ?? []
  }

  /// Logical ports of all kinds that a chassis may claim; one it shares with nobody.
  private func ports(own: UUID) -> [OVSDB.Operation] {
    let kinds: [(type: String, columns: [String: JSON])] = [
      ("", [:]), ("", ["options": ["requested-chassis": "gateway-1"].json]),
      ("l3gateway", ["options": ["l3gateway-chassis": name].json]),
      ("l3gateway", ["options": ["l3gateway-chassis": "gateway-1"].json]),
      ("l2gateway", ["options": ["l2gateway-chassis": name].json]),
      ("chassisredirect", ["ha_chassis_group": .namedUUID("alone")]),
      ("external", ["ha_chassis_group": .namedUUID("alone")]), ("localport", [:]), ("remote", [:]),
    ]
    return [
      .insert(table: "Datapath_Binding", row: ["tunnel_key": 1], name: "datapath"),
      .insert(
        table: "HA_Chassis", row: ["chassis": .uuid(own), "priority": 1], name: "member"),
      .insert(
        table: "HA_Chassis_Group",
        row: ["name": "alone", "ha_chassis": .namedUUID("member")], name: "alone"),
    ]
      + kinds.enumerated().map { index, kind in
        let common: [String: JSON] = [
          "logical_port": "port\(index)".json, "type": kind.type.json, "up": false.json,
          "datapath": .namedUUID("datapath"), "tunnel_key": (index + 1).json,
        ]
        return .insert(table: "Port_Binding", row: common.merging(kind.columns) { $1 })
      }
  }

  /// Interfaces for some of them, numbered as vswitchd does.
  private func plugs(bridge: UUID) -> [OVSDB.Operation] {
    ["port0", "port1", "port7"].enumerated().flatMap { index, port in
      let interface: [String: JSON] = [
        "name": "tap-\(port)".json, "external_ids": ["iface-id": port].json,
        "ofport": (index + 100).json,
      ]
      return [
        .insert(table: "Interface", row: interface, name: "interface\(index)"),
        .insert(
          table: "Port",
          row: ["name": "tap-\(port)".json, "interfaces": .namedUUID("interface\(index)")],
          name: "plug\(index)"),
        .attach([.namedUUID("plug\(index)")], to: "ports", of: "Bridge", bridge),
      ] as [OVSDB.Operation]
    }
  }

  /// A group of some chassis: the first goes before the others.
  private func group(of members: [UUID]) -> [OVSDB.Operation] {
    let names = members.indices.map { "member_\($0)" }
    let inserts: [OVSDB.Operation] = zip(names, members).enumerated().map { index, member in
      .insert(
        table: "HA_Chassis",
        row: ["chassis": .uuid(member.1), "priority": (9 - index).json], name: member.0)
    }
    return inserts + [
      .insert(
        table: "HA_Chassis_Group",
        row: ["name": "group", "ha_chassis": .set(names.map { .namedUUID($0) })])
    ]
  }
}

/// What both databases of a chassis say, in words.
struct ComparisonAccount {
  let chassis: [UUID: Southbound.Chassis]
  let companions: [UUID: Southbound.ChassisPrivate]
  let encaps: [UUID: Southbound.Encap]
  let bindings: [UUID: Southbound.PortBinding]
  let configurations: [UUID: OpenVSwitch.Configuration]
  let bridges: [UUID: OpenVSwitch.Bridge]
  let ports: [UUID: OpenVSwitch.Port]
  let interfaces: [UUID: OpenVSwitch.Interface]

  func uuid(of name: String) -> UUID? { chassis.first { $0.value.name == name }?.key }

  var bridge: UUID? { bridges.keys.first }

  /// In order; nothing that differs from run to run.
  var lines: [String] { (zone + vswitch).sorted() }

  private var zone: [String] {
    chassis.values.flatMap { row in
      ["chassis \(row.name) \(row.hostname) \(row.transportZones.sorted())"]
        + row.otherConfig.map { "chassis \(row.name) \($0.key)=\($0.value)" }
        + row.encaps.compactMap { encaps[$0] }.map {
          "encap of \(row.name): \($0.chassisName) \($0.type) \($0.ip) \(words($0.options))"
        }
    }
      + companions.values.map { row in
        "private \(row.name): \(row.chassis.flatMap { chassis[$0]?.name } ?? "-") \(row.nbCfg)"
      }
  }

  /// Which ports the chassis has, and which are up.
  var claims: [String] {
    bindings.values.map { row in
      let holder = row.chassis.flatMap { chassis[$0]?.name } ?? "-"
      return "\(row.logicalPort) \(row.type): \(holder) \(row.up == true ? "up" : "down")"
    }
    .sorted()
  }

  private var vswitch: [String] {
    let configuration = configurations.values.flatMap { row in
      ["other_config \(words(row.otherConfig))", "datapaths \(row.datapaths.keys.sorted())"]
    }
    return configuration
      + bridges.values.flatMap { bridge in
        // Chosen by chance.
        let config = bridge.otherConfig.filter { $0.key != "hwaddr" }
        let row =
          "bridge \(bridge.name) \(bridge.datapathType) \(bridge.failMode ?? "-") \(words(config))"
        let ports = bridge.ports.compactMap { self.ports[$0] }
        return [row, "ports of \(bridge.name): \(ports.map(\.name).sorted())"]
          + ports.map { describe($0, in: bridge) }
      }
  }

  /// Without its number: which of several tunnels gets which is left to chance.
  private func describe(_ port: OpenVSwitch.Port, in bridge: OpenVSwitch.Bridge) -> String {
    let interfaces = port.interfaces.compactMap { self.interfaces[$0] }.map {
      "\($0.name == port.name) \($0.type) \(words($0.options)) bfd \(words($0.bfd))"
    }
    return "port of \(bridge.name): \(words(port.externalIDs)) \(interfaces)"
  }

  private func words(_ map: [String: String]) -> String {
    map.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
  }
}
