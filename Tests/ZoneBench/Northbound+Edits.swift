internal import JSON
internal import OVNModel
public import OVSDB

/// Edits of Northbound as an operator makes them.
public enum NorthboundEdit {
  /// Adds a switch.
  public static func addSwitch(_ name: String, uuid: UUID) -> OVSDB.Operation {
    .insert(table: "Logical_Switch", row: ["name": .string(name)], uuid: uuid)
  }

  /// Adds a port to a switch.
  public static func addPort(
    _ name: String, uuid: UUID, to logicalSwitch: UUID, addresses: [String], type: String = "",
    options: [String: String] = [:]
  ) -> [OVSDB.Operation] {
    [
      .insert(
        table: "Logical_Switch_Port",
        row: [
          "name": .string(name), "type": .string(type), "options": options.json,
          "addresses": .set(addresses.map { .string($0) }),
        ], uuid: uuid), attach(uuid, to: "Logical_Switch", logicalSwitch),
    ]
  }

  /// Adds a router.
  public static func addRouter(_ name: String, uuid: UUID) -> OVSDB.Operation {
    .insert(table: "Logical_Router", row: ["name": .string(name)], uuid: uuid)
  }

  /// Adds a port to a router.
  public static func addRouterPort(
    _ name: String, uuid: UUID, to router: UUID, mac: String, networks: [String]
  ) -> [OVSDB.Operation] {
    [
      .insert(
        table: "Logical_Router_Port",
        row: [
          "name": .string(name), "mac": .string(mac),
          "networks": .set(networks.map { .string($0) }),
        ], uuid: uuid), attach(uuid, to: "Logical_Router", router),
    ]
  }

  /// Removes a port from its switch or router.
  public static func removePort(_ uuid: UUID, from table: String, _ owner: UUID) -> OVSDB.Operation
  {
    .mutate(
      table: table, where: [.uuid(equals: owner)],
      mutations: [Mutation("ports", .delete, .uuid(uuid))])
  }

  /// Removes a row.
  public static func remove(_ uuid: UUID, from table: String) -> OVSDB.Operation {
    .delete(table: table, where: [.uuid(equals: uuid)])
  }

  /// Sets columns of a row.
  public static func set(
    _ uuid: UUID, in table: String, _ column: String, to value: [String]
  ) -> OVSDB.Operation {
    .update(
      table: table, where: [.uuid(equals: uuid)], row: [column: .set(value.map { .string($0) })])
  }

  /// Sets a map column of a row.
  public static func set(
    _ uuid: UUID, in table: String, _ column: String, to map: [String: String]
  ) -> OVSDB.Operation {
    .update(table: table, where: [.uuid(equals: uuid)], row: [column: map.json])
  }

  /// Enables a switch, router or port, or disables it.
  public static func enable(_ uuid: UUID, in table: String, _ isEnabled: Bool) -> OVSDB.Operation {
    .update(
      table: table, where: [.uuid(equals: uuid)], row: ["enabled": .boolean(isEnabled)])
  }

  /// Removes a row from the set column that makes it its owner's.
  public static func remove(
    _ uuid: UUID, from table: String, _ owner: UUID, _ column: String
  ) -> OVSDB.Operation {
    .mutate(
      table: table, where: [.uuid(equals: owner)],
      mutations: [Mutation(column, .delete, .uuid(uuid))])
  }

  static func attach(
    _ uuid: UUID, to table: String, _ owner: UUID, _ column: String = "ports"
  ) -> OVSDB.Operation {
    .mutate(
      table: table, where: [.uuid(equals: owner)],
      mutations: [Mutation(column, .insert, .uuid(uuid))])
  }
}
