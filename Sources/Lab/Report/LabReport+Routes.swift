internal import Address
internal import OVNModel
internal import OVSDB

extension LabReport {
  /// The routers of a zone, by name.
  public func routers(of zone: Zone) -> [String] {
    zone.northbound.rows(Northbound.LogicalRouter.self).values.map(\.name).sorted()
  }

  /// As `ovn-nbctl lr-route-list ROUTER` in a zone.
  public func routes(of router: String, in zone: Zone) -> String {
    let routers = zone.northbound.rows(Northbound.LogicalRouter.self).values
    guard let router = routers.first(where: { $0.name == router }) else { return "" }
    let rows = zone.northbound.rows(Northbound.LogicalRouterStaticRoute.self)
    let routes = router.staticRoutes.compactMap { rows[$0] }.map(ListedRoute.init)
    var text = ""
    for (title, isV6) in [("IPv4 Routes", false), ("IPv6 Routes", true)] {
      let family = Dictionary(grouping: routes.filter { $0.isV6 == isV6 }, by: \.row.routeTable)
      if family.isEmpty { continue }
      text += text.isEmpty ? "\(title)\n" : "\n\(title)\n"
      for (table, routes) in family.sorted(by: { $0.key < $1.key }) {
        text += "Route Table \(table.isEmpty ? "<main>" : table):\n"
        let groups = Dictionary(grouping: routes, by: \.destination)
        for route in routes.sorted() {
          text += route.line(isECMP: (groups[route.destination]?.count ?? 0) > 1)
        }
      }
    }
    return text
  }
}

/// A route and how it is listed: the longest prefixes first.
private struct ListedRoute: Comparable {
  let row: Northbound.LogicalRouterStaticRoute
  private let prefix: IPPrefix?

  init(_ row: Northbound.LogicalRouterStaticRoute) {
    self.row = row
    prefix = IPPrefix(parsing: row.ipPrefix)?.network
  }

  var isV6: Bool { if case .v6? = prefix?.address { true } else { false } }

  /// What routes of equal cost have in common.
  var destination: String { "\(prefixText) \(row.policy ?? "dst-ip")" }

  private var prefixText: String { prefix.map { "\($0)" } ?? row.ipPrefix }

  func line(isECMP: Bool) -> String {
    var line = "\(Self.padded(prefixText)) \(Self.padded(row.nexthop)) \(row.policy ?? "dst-ip")"
    if let port = row.outputPort { line += " \(port)" }
    if row.externalIDs["ic-learned-route"] != nil { line += " (learned)" }
    if isECMP { line += " ecmp" }
    if row.options["ecmp_symmetric_reply"] == "true" { line += " ecmp-symmetric-reply" }
    if row.bfd != nil { line += " bfd" }
    return line + "\n"
  }

  private static func padded(_ text: String) -> String {
    String(repeating: " ", count: max(0, 25 - text.count)) + text
  }

  static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: (Int, String, String, String) {
    (-(prefix?.length ?? 0), prefixText, row.policy ?? "dst-ip", row.nexthop)
  }
}
