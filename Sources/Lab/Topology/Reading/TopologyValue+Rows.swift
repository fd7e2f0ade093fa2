internal import Address

// Values that say all by themselves.
extension TopologyValue {
  func choice(_ choices: [String]) throws(TopologyError) -> String {
    let text = try text()
    guard choices.contains(text) else {
      throw error("\"\(text)\" is none of \(choices.joined(separator: ", "))")
    }
    return text
  }

  func zoneDaemon() throws(TopologyError) -> ZoneDaemon {
    let name = try choice(ZoneDaemon.allCases.map(\.rawValue))
    // One of them it is.
    return ZoneDaemon(rawValue: name) ?? .interconnect
  }

  /// An element of a port's `addresses`.
  func portAddress() throws(TopologyError) -> String {
    let text = try text()
    if ["unknown", "router", "dynamic"].contains(text) { return text }
    return try parsed(PortAddresses.self, "Ethernet address with IP addresses")
  }

  func route() throws(TopologyError) -> RouteTopology {
    let object = try object(["prefix", "nexthop", "policy", "table"])
    let nexthop = try object.required("nexthop")
    var route = RouteTopology(
      prefix: try object.required("prefix").parsed(IPPrefix.self, "network"),
      nexthop: try nexthop.text())
    if route.nexthop != "discard" {
      route.nexthop = try nexthop.parsed(IPAddress.self, "IP address")
    }
    route.policy = try object["policy"]?.choice(["dst-ip", "src-ip"])
    route.table = try object["table"]?.text() ?? ""
    return route
  }

  func policy() throws(TopologyError) -> PolicyTopology {
    let object = try object(["priority", "match", "action", "nexthops"])
    var policy = PolicyTopology(
      priority: try object.required("priority").integer(in: 0...32767),
      match: try object.required("match").text(),
      action: try object.required("action").choice(["allow", "drop", "reroute"]))
    for value in try object.list("nexthops") {
      policy.nexthops.append(try value.parsed(IPAddress.self, "IP address"))
    }
    return policy
  }
}
