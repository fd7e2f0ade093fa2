import OVSDB
import ZoneBench

/// A router with static routes, all by way of the one network that it is in.
struct Routes: Scene {
  var count: Int

  var title: String { "\(grouped(count)) static routes" }
  var thing: String { "route" }
  var size: Int { count }

  private var router: UUID { identifier(5, 0) }

  var contents: [OVSDB.Operation] {
    [NorthboundEdit.addRouter("router", uuid: router)]
      + NorthboundEdit.addRouterPort(
        "port", uuid: identifier(6, 0), to: router, mac: "0a:00:00:00:00:01",
        networks: ["169.254.100.1/24"])
      + (0..<count).flatMap { adding($0) }
  }

  func adding(_ number: Int) -> [OVSDB.Operation] {
    NorthboundEdit.addRoute(
      prefix(number), "169.254.100.\(number % 200 + 2)", uuid: identifier(7, number), to: router)
  }

  func removing(_ number: Int) -> [OVSDB.Operation] {
    [
      NorthboundEdit.remove(
        identifier(7, number), from: "Logical_Router", router, "static_routes")
    ]
  }

  var furtherChanges: [(name: String, operations: [OVSDB.Operation])] {
    let second = NorthboundEdit.addRoute(
      prefix(0), "169.254.100.250", uuid: identifier(8, 0), to: router)
    return [("a second route to one of the networks", second)]
  }

  private func prefix(_ number: Int) -> String {
    "\(number / 65536 + 10).\(number >> 8 & 0xFF).\(number & 0xFF).0/24"
  }
}
