internal import JSON
internal import OVNModel
public import OVSDB

/// Edits of rows for which there is no command of their own.
extension NorthboundEdit {
  /// Adds a row to a table.
  ///
  /// - Parameters:
  ///   - strings: columns that hold a string.
  ///   - maps: columns that hold a map of strings.
  public static func insert(
    _ table: String, uuid: UUID, strings: [String: String] = [:],
    maps: [String: [String: String]] = [:]
  ) -> OVSDB.Operation {
    var row = strings.mapValues { JSON.string($0) }
    for (column, map) in maps { row[column] = map.json }
    return .insert(table: table, row: row, uuid: uuid)
  }

  /// Sets a column that holds a map of strings.
  public static func setMap(
    _ uuid: UUID, in table: String, _ column: String, to value: [String: String]
  ) -> OVSDB.Operation {
    .update(table: table, where: [.uuid(equals: uuid)], row: [column: value.json])
  }

  /// Sets one option of the zone.
  public static func setOption(_ key: String, to value: String) -> OVSDB.Operation {
    .mutate(
      table: "NB_Global", where: [],
      mutations: [
        Mutation("options", .delete, .set([.string(key)])),
        Mutation("options", .insert, [key: value].json),
      ])
  }

  /// Sets a column that refers to rows.
  public static func setReferences(
    _ uuid: UUID, in table: String, _ column: String, to rows: [UUID]
  ) -> OVSDB.Operation {
    .update(
      table: table, where: [.uuid(equals: uuid)], row: [column: .set(rows.map(\.json))])
  }

  /// Makes a port one of a container, whose tag is given or, if it is 0, allocated.
  public static func requestTag(_ tag: Int, of port: UUID, parent: String) -> OVSDB.Operation {
    .update(
      table: "Logical_Switch_Port", where: [.uuid(equals: port)],
      row: ["tag_request": .integer(Int64(tag)), "parent_name": .string(parent)])
  }
}

/// Edits of Southbound as a chassis makes them.
public enum ChassisEdit {
  /// A chassis comes.
  public static func addChassis(_ name: String, uuid: UUID) -> [OVSDB.Operation] {
    let encap = UUID.random()
    return [
      .insert(
        table: "Encap",
        row: ["type": "geneve", "ip": "192.0.2.1", "chassis_name": .string(name)], uuid: encap),
      .insert(
        table: "Chassis", row: ["name": .string(name), "encaps": .set([encap.json])], uuid: uuid),
    ]
  }

  /// A chassis learns of a neighbour of a router.
  ///
  /// - Parameters:
  ///   - router: the router's row of Datapath_Binding.
  ///   - time: milliseconds since 1970.
  public static func learnNeighbor(
    _ address: String, uuid: UUID, at port: String, of router: UUID, time: Int
  ) -> OVSDB.Operation {
    .insert(
      table: "MAC_Binding",
      row: [
        "logical_port": .string(port), "ip": .string(address), "mac": "0a:00:00:00:07:01",
        "timestamp": .integer(Int64(time)), "datapath": router.json,
      ], uuid: uuid)
  }

  /// A chassis learns who listens to a group.
  public static func learnGroup(
    _ address: String, uuid: UUID, on datapath: UUID, chassis: UUID, ports: [UUID]
  ) -> OVSDB.Operation {
    .insert(
      table: "IGMP_Group",
      row: [
        "address": .string(address), "datapath": datapath.json, "chassis": chassis.json,
        "ports": .set(ports.map(\.json)),
      ], uuid: uuid)
  }

  /// A chassis learns an Ethernet address.
  public static func learnAddress(
    _ mac: String, uuid: UUID, datapathKey: Int, portKey: Int
  ) -> OVSDB.Operation {
    .insert(
      table: "FDB",
      row: [
        "mac": .string(mac), "dp_key": .integer(Int64(datapathKey)),
        "port_key": .integer(Int64(portKey)),
      ], uuid: uuid)
  }
}
