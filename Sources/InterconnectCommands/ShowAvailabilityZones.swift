internal import Database
internal import DatabaseCommands
internal import OVSDB

/// The command `show` of the southbound program: zones, their gateways, and the ports on these.
enum ShowAvailabilityZones {
  static let command = CommandSyntax("show", "[AZ]", maximum: 1, run: show)

  @Sendable
  private static func show(_ context: inout CommandContext) throws(CommandError) {
    let ports = try portsByGateway(context)
    let gateways = try gatewaysByZone(context)
    for zone in try zones(context) {
      context.print("availability-zone \(try context.string("name", of: zone))")
      for gateway in try context.sortedByName(gateways[zone.uuid] ?? []) {
        try print(gateway, &context)
        let key = Place(zone: zone.uuid, gateway: try context.string("name", of: gateway))
        for port in try context.sorted(ports[key] ?? [], by: "logical_port") {
          try print(port: port, &context)
        }
      }
    }
  }

  /// The zone that the argument names, without one all.
  private static func zones(_ context: CommandContext) throws(CommandError) -> [RowReference] {
    let table = "Availability_Zone"
    if let id = context.arguments.first {
      return try context.row(id, in: table).map { [$0] } ?? []
    }
    return try context.sortedByName(context.draft.rows(of: try context.table(table)))
  }

  private static func print(
    _ gateway: RowReference, _ context: inout CommandContext
  ) throws(CommandError) {
    context.print("    gateway \(try context.string("name", of: gateway))")
    let hostname = try context.string("hostname", of: gateway)
    if !hostname.isEmpty { context.print("        hostname: \(hostname)") }
    let table = try context.table("Encap")
    for uuid in try context.value("encaps", of: gateway).uuids {
      guard let tunnel = context.draft.row(uuid, of: table) else { continue }
      context.print("        type: \(try context.string("type", of: tunnel))")
      context.print("            ip: \(try context.string("ip", of: tunnel))")
    }
  }

  private static func print(
    port: RowReference, _ context: inout CommandContext
  ) throws(CommandError) {
    context.print("        port \(try context.string("logical_port", of: port))")
    context.print(
      "            transit switch: \(try context.string("transit_switch", of: port))")
    context.print("            address: [\"\(try context.string("address", of: port))\"]")
  }

  /// A gateway, as a port binding names it.
  private struct Place: Hashable {
    let zone: UUID
    let gateway: String
  }

  private static func gatewaysByZone(
    _ context: CommandContext
  ) throws(CommandError) -> [UUID: [RowReference]] {
    var gateways: [UUID: [RowReference]] = [:]
    for row in context.draft.rows(of: try context.table("Gateway")) {
      guard let zone = try context.value("availability_zone", of: row).uuids.first else {
        continue
      }
      gateways[zone, default: []].append(row)
    }
    return gateways
  }

  private static func portsByGateway(
    _ context: CommandContext
  ) throws(CommandError) -> [Place: [RowReference]] {
    var ports: [Place: [RowReference]] = [:]
    for row in context.draft.rows(of: try context.table("Port_Binding")) {
      guard let zone = try context.value("availability_zone", of: row).uuids.first else {
        continue
      }
      let place = Place(zone: zone, gateway: try context.string("gateway", of: row))
      ports[place, default: []].append(row)
    }
    return ports
  }
}

extension CommandContext {
  fileprivate func sortedByName(_ rows: [RowReference]) throws(CommandError) -> [RowReference] {
    try sorted(rows, by: "name")
  }

  fileprivate func sorted(
    _ rows: [RowReference], by column: String
  ) throws(CommandError) -> [RowReference] {
    var named: [(name: String, row: RowReference)] = []
    for row in rows { named.append((try string(column, of: row), row)) }
    return named.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map(\.row)
  }
}
