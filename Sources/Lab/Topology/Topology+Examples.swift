/// Topologies that are made by rule.
extension Topology {
  /// Zones that all share one transit switch: a router each with a gateway, a network with one
  /// virtual machine, and static routes that it tells the others of.
  ///
  /// - Parameters:
  ///   - names: the zones' names.
  ///   - routes: how many static routes each router has.
  public static func mesh(_ names: [String], routes: Int = 0) -> Topology {
    Topology(
      transitSwitches: ["ts1"],
      zones: names.enumerated().map { index, name in
        .joined(
          name, number: index + 1,
          transitSwitches: [("ts1", "169.254.\(100 + (index + 1) / 250).\((index + 1) % 250)/16")],
          routes: routes)
      })
  }

  /// Two zones, `east` and `west`.
  public static let pair = mesh(["east", "west"])

  /// Zones in a ring: each shares a transit switch with the next.
  ///
  /// What a zone learns does not grow with their number.
  public static func ring(_ names: [String], routes: Int = 0) -> Topology {
    guard names.count > 2 else { return mesh(names, routes: routes) }
    // A link is a network of two hosts.
    func port(_ link: Int, host: Int) -> (name: String, network: String) {
      ("ts\(link + 1)", "169.254.\(link / 64).\(link % 64 * 4 + host)/30")
    }
    return Topology(
      transitSwitches: names.indices.map { port($0, host: 1).name },
      zones: names.enumerated().map { index, name in
        let previous = (index + names.count - 1) % names.count
        return .joined(
          name, number: index + 1,
          transitSwitches: [port(previous, host: 2), port(index, host: 1)], routes: routes)
      })
  }
}

extension Topology {
  /// Zones in regions: those of a region share a transit switch, and the first of each region are on
  /// one more.
  ///
  /// Each zone has all transit switches in its databases, and all ports of its own: there are about as
  /// many of either as the root of the number of zones, so that neither is a burden.
  public static func regions(_ names: [String], routes: Int = 0) -> Topology {
    let size = max(1, Int(Double(names.count).squareRoot().rounded()))
    let count = (names.count + size - 1) / size
    return Topology(
      transitSwitches: ["backbone"] + (0..<count).map { "region\($0 + 1)" },
      zones: names.enumerated().map { index, name in
        let (region, place) = index.quotientAndRemainder(dividingBy: size)
        var switches = [("region\(region + 1)", "169.254.\(region).\(place + 1)/24")]
        if place == 0 { switches.append(("backbone", "169.254.255.\(region + 1)/24")) }
        return .joined(
          name, number: index + 1, transitSwitches: switches, routes: routes, hasHost: false)
      })
  }
}

extension ZoneTopology {
  /// A zone of one router, on each of the transit switches with that address.
  ///
  /// - Parameter hasHost: whether the virtual machine is on a chassis of its own, rather than on the
  ///   gateway.
  fileprivate static func joined(
    _ name: String, number: Int, transitSwitches: [(name: String, network: String)], routes: Int,
    hasHost: Bool = true
  ) -> ZoneTopology {
    let (high, low) = (number / 250, number % 250 + 1)
    let subnet = "10.\(high).\(low)"
    let octets = "\(hexadecimal(number / 256)):\(hexadecimal(number % 256))"
    let attachments = transitSwitches.enumerated().map { index, attachment in
      RouterPortTopology(
        name: "\(name)-\(attachment.name)", mac: "0a:00:\(octets):01:0\(index + 2)",
        networks: [attachment.network], peer: .transitSwitch(attachment.name),
        gatewayChassis: ["gw-\(name)": 1])
    }
    let lan = RouterPortTopology(
      name: "lan-\(name)", mac: "0a:00:\(octets):01:01", networks: ["\(subnet).1/24"],
      peer: .logicalSwitch("net-\(name)"))
    let router = RouterTopology(
      name: "router-\(name)", ports: [lan] + attachments,
      routes: (0..<routes).map {
        let host = number * routes + $0
        return RouteTopology(
          prefix: "172.\(16 + host >> 16 & 15).\(host >> 8 & 255).\(host & 255)/32",
          nexthop: "\(subnet).254")
      })
    let machine = SwitchPortTopology(
      name: "vm-\(name)", addresses: ["0a:00:\(octets):02:01 \(subnet).11"],
      chassis: hasHost ? "host-\(name)" : "gw-\(name)")
    let gateway = ChassisTopology(
      name: "gw-\(name)", encapIP: "192.\(168 + high).\(low).1", isInterconnect: true)
    let host = ChassisTopology(name: "host-\(name)", encapIP: "192.\(168 + high).\(low).11")
    return ZoneTopology(
      name: name,
      options: ["ic-route-adv": "true", "ic-route-learn": "true"],
      chassis: hasHost ? [gateway, host] : [gateway],
      switches: [SwitchTopology(name: "net-\(name)", ports: [machine])], routers: [router])
  }

  private static func hexadecimal(_ byte: Int) -> String {
    let text = String(byte & 0xFF, radix: 16)
    return text.count == 1 ? "0" + text : text
  }
}
