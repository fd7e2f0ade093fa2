import Testbed

/// What an operator looks at, in one line of text each, in order.
extension Zone {
  /// The transit switches that the zone has, by name.
  func transitSwitches() async throws -> [String] {
    try await northbound.rows("Logical_Switch").compactMap { $0["other_config"]["interconn-ts"] }
      .sorted()
  }

  /// `PREFIX via NEXTHOP ORIGIN [TABLE]` for each learned route of a router.
  func learnedRoutes(of router: String) async throws -> [String] {
    let tables = try await northbound.rows(ofTables: [
      "Logical_Router", "Logical_Router_Static_Route",
    ])
    let own = tables["Logical_Router"]?.first { $0["name"].text == router }?["static_routes"].texts
    return (tables["Logical_Router_Static_Route"] ?? [])
      .filter { own?.contains($0.uuid) ?? false }
      .filter { $0["external_ids"]["ic-learned-route"] != nil }
      .map { route in
        "\(route["ip_prefix"]) via \(route["nexthop"]) \(route["options"]["origin"] ?? "?")"
          + (route["route_table"].text.isEmpty ? "" : " in \(route["route_table"])")
      }
      .sorted()
  }

  /// `NAME TYPE [ADDRESSES]` for each port of a switch.
  func ports(of logicalSwitch: String) async throws -> [String] {
    let tables = try await northbound.rows(ofTables: ["Logical_Switch", "Logical_Switch_Port"])
    let own = tables["Logical_Switch"]?.first { $0["name"].text == logicalSwitch }?["ports"].texts
    return (tables["Logical_Switch_Port"] ?? [])
      .filter { own?.contains($0.uuid) ?? false }
      .map { "\($0["name"]) \($0["type"]) \($0["addresses"])" }
      .sorted()
  }

  /// `NAME HOSTNAME TYPE IP …` for each chassis that another zone's gateway is.
  func remoteChassis() async throws -> [String] {
    let tables = try await southbound.rows(ofTables: ["Chassis", "Encap"])
    return (tables["Chassis"] ?? [])
      .filter { $0["other_config"]["is-remote"] == "true" }
      .map { chassis in
        "\(chassis["name"]) \(chassis["hostname"])"
          + describe(tables["Encap"] ?? [], of: chassis["encaps"].texts)
      }
      .sorted()
  }

  /// The name of the chassis to which a port is bound; "" when it is not.
  func chassis(ofPort port: String) async throws -> String {
    let tables = try await southbound.rows(ofTables: ["Chassis", "Port_Binding"])
    let binding = tables["Port_Binding"]?.first { $0["logical_port"].text == port }
    return tables["Chassis"]?.first { $0.uuid == binding?["chassis"].text }?["name"].text ?? ""
  }
}

extension Mesh {
  /// The registered zones' names.
  func registeredZones() async throws -> [String] {
    try await interconnectSouthbound.rows("Availability_Zone").map { $0["name"].text }.sorted()
  }

  /// The names of the transit switches that have a tunnel key, and the key.
  func tunnelKeys() async throws -> [String: Int64] {
    let rows = try await interconnectSouthbound.rows("Datapath_Binding")
    return Dictionary(
      rows.map { ($0["transit_switch"].text, $0["tunnel_key"].integer ?? 0) }
    ) { _, last in last }
  }

  /// `ZONE NAME HOSTNAME TYPE IP …` for each gateway in IC-Southbound.
  func gateways() async throws -> [String] {
    let tables = try await interconnectSouthbound.rows(ofTables: [
      "Availability_Zone", "Gateway", "Encap",
    ])
    return (tables["Gateway"] ?? []).map { gateway in
      "\(zone(of: gateway, in: tables)) \(gateway["name"]) \(gateway["hostname"])"
        + describe(tables["Encap"] ?? [], of: gateway["encaps"].texts)
    }.sorted()
  }

  /// `ZONE SWITCH PORT GATEWAY [ADDRESS]` for each port binding in IC-Southbound.
  func portBindings() async throws -> [String] {
    let tables = try await interconnectSouthbound.rows(ofTables: [
      "Availability_Zone", "Port_Binding",
    ])
    return (tables["Port_Binding"] ?? []).map { port in
      "\(zone(of: port, in: tables)) \(port["transit_switch"]) \(port["logical_port"])"
        + " \(port["gateway"].text.isEmpty ? "-" : port["gateway"].text) [\(port["address"])]"
    }.sorted()
  }

  /// `ZONE SWITCH PREFIX via NEXTHOP ORIGIN [TABLE]` for each route in IC-Southbound.
  func routes() async throws -> [String] {
    let tables = try await interconnectSouthbound.rows(ofTables: ["Availability_Zone", "Route"])
    return (tables["Route"] ?? []).map { route in
      "\(zone(of: route, in: tables)) \(route["transit_switch"]) \(route["ip_prefix"])"
        + " via \(route["nexthop"]) \(route["origin"])"
        + (route["route_table"].text.isEmpty ? "" : " in \(route["route_table"])")
    }.sorted()
  }

  private func zone(of row: DatabaseRow, in tables: [String: [DatabaseRow]]) -> String {
    tables["Availability_Zone"]?.first { $0.uuid == row["availability_zone"].text }?["name"].text
      ?? "?"
  }
}

private func describe(_ encaps: [DatabaseRow], of uuids: [String]) -> String {
  encaps.filter { uuids.contains($0.uuid) }.map { " \($0["type"]) \($0["ip"])" }.sorted().joined()
}
