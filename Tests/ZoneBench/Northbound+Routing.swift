internal import JSON
public import OVSDB

/// Edits of what routers do.
extension NorthboundEdit {
  /// Adds a static route to a router.
  public static func addRoute(
    _ prefix: String, _ nextHop: String, uuid: UUID, to router: UUID, table: String = "",
    isSource: Bool = false, session: UUID? = nil
  ) -> [OVSDB.Operation] {
    [
      .insert(
        table: "Logical_Router_Static_Route",
        row: [
          "ip_prefix": .string(prefix), "nexthop": .string(nextHop), "route_table": .string(table),
          "policy": .string(isSource ? "src-ip" : "dst-ip"),
          "bfd": session?.json ?? .set([]),
        ], uuid: uuid), attach(uuid, to: "Logical_Router", router, "static_routes"),
    ]
  }

  /// Adds a policy to a router.
  public static func addPolicy(
    _ match: String, _ priority: Int, _ action: String, nextHops: [String] = [], uuid: UUID,
    to router: UUID
  ) -> [OVSDB.Operation] {
    [
      .insert(
        table: "Logical_Router_Policy",
        row: [
          "match": .string(match), "priority": .integer(Int64(priority)),
          "action": .string(action), "nexthops": .set(nextHops.map { .string($0) }),
        ], uuid: uuid), attach(uuid, to: "Logical_Router", router, "policies"),
    ]
  }

  /// Adds a BFD session.
  public static func addSession(
    of port: String, with address: String, uuid: UUID
  ) -> OVSDB.Operation {
    .insert(
      table: "BFD", row: ["logical_port": .string(port), "dst_ip": .string(address)], uuid: uuid)
  }

  /// Adds a gateway chassis to a router's port.
  public static func addGatewayChassis(
    _ chassis: String, uuid: UUID, to port: UUID
  ) -> [OVSDB.Operation] {
    [
      .insert(
        table: "Gateway_Chassis",
        row: ["name": .string(uuid.description), "chassis_name": .string(chassis)], uuid: uuid),
      attach(uuid, to: "Logical_Router_Port", port, "gateway_chassis"),
    ]
  }
}
