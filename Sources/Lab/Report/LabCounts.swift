internal import OVNModel

/// How much there is in a lab, and how much has happened.
public struct LabCounts: Hashable, Sendable {
  /// Zones that have registered, and the gateways that they offer.
  public var zones = 0, gateways = 0
  /// Routes that zones publish, and static routes of their routers, learned ones among them.
  public var publishedRoutes = 0, routes = 0
  /// Logical flows of all zones.
  public var flows = 0
  /// Rows of all databases, flows among them.
  public var rows = 0
  /// Transactions that servers have committed, and messages between servers and clients.
  public var transactions = 0, messages = 0

  /// What `lab` counts now.
  public init(_ lab: Lab) {
    if let southbound = lab.interconnect?.southbound {
      zones = southbound.rowCount(ICSouthbound.AvailabilityZone.self)
      gateways = southbound.rowCount(ICSouthbound.Gateway.self)
      publishedRoutes = southbound.rowCount(ICSouthbound.Route.self)
    }
    for zone in lab.zones {
      routes += zone.northbound.rowCount(Northbound.LogicalRouterStaticRoute.self)
      flows += zone.southbound.rowCount(Southbound.LogicalFlow.self)
    }
    for server in lab.servers {
      transactions += server.transactionCount
      rows += server.rowCount
    }
    messages = lab.network.messageCount
  }
}

extension LabCounts: CustomStringConvertible {
  public var description: String {
    var parts = ["zones \(zones)", "gateways \(gateways)", "routes \(routes)"]
    if flows > 0 { parts.append("flows \(flows)") }
    parts += ["rows \(rows)", "transactions \(transactions)", "messages \(messages)"]
    return parts.joined(separator: ", ")
  }
}
