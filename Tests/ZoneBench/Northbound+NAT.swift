internal import JSON
public import OVSDB

extension NorthboundEdit {
  /// Adds a rule of address translation to a router.
  ///
  /// - Parameter columns: what it says besides.
  public static func addNAT(
    _ type: String, _ externalIP: String, _ logicalIP: String, uuid: UUID, to router: UUID,
    columns: [String: String] = [:], options: [String: String] = [:]
  ) -> [OVSDB.Operation] {
    var row = columns.mapValues { JSON.string($0) }
    row["type"] = .string(type)
    row["external_ip"] = .string(externalIP)
    row["logical_ip"] = .string(logicalIP)
    row["options"] = .map(options.map { (.string($0.key), .string($0.value)) })
    return [
      .insert(table: "NAT", row: row, uuid: uuid),
      attach(uuid, to: "Logical_Router", router, "nat"),
    ]
  }
}
