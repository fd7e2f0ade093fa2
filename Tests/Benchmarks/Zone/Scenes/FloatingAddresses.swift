import OVSDB
import ZoneBench

/// A router with distributed floating addresses, each of a machine on the switch inside; the switch outside
/// is a physical network. Machines without one are there for those that are added.
struct FloatingAddresses: Scene {
  var count: Int
  /// Machines that have no floating address yet.
  var spare: Int

  var title: String { "\(grouped(count)) distributed floating addresses" }
  var thing: String { "floating address" }
  var size: Int { count }

  private var router: UUID { identifier(10, 10) }
  private var inside: UUID { identifier(10, 11) }
  private var outside: UUID { identifier(10, 12) }

  var contents: [OVSDB.Operation] {
    network + (0..<count + spare).flatMap { machine($0) } + (0..<count).flatMap { adding($0) }
  }

  func adding(_ number: Int) -> [OVSDB.Operation] {
    let (high, low) = place(number)
    return NorthboundEdit.addNAT(
      "dnat_and_snat", "172.16.\(high).\(low)", "10.0.\(high).\(low)",
      uuid: identifier(11, number), to: router,
      columns: [
        "external_mac": "0a:00:02:00:\(octet(high)):\(octet(low))", "logical_port": "vm\(number)",
      ])
  }

  func removing(_ number: Int) -> [OVSDB.Operation] {
    [NorthboundEdit.remove(identifier(11, number), from: "Logical_Router", router, "nat")]
  }

  private func machine(_ number: Int) -> [OVSDB.Operation] {
    let (high, low) = place(number)
    return NorthboundEdit.addPort(
      "vm\(number)", uuid: identifier(12, number), to: inside,
      addresses: ["0a:00:01:00:\(octet(high)):\(octet(low)) 10.0.\(high).\(low)"])
  }

  /// The last two numbers of a machine's addresses.
  private func place(_ number: Int) -> (high: Int, low: Int) {
    (number / 200 + 1, number % 200 + 1)
  }

  private var network: [OVSDB.Operation] {
    [
      NorthboundEdit.addRouter("router", uuid: router),
      NorthboundEdit.addSwitch("inside", uuid: inside),
      NorthboundEdit.addSwitch("outside", uuid: outside),
    ]
      + NorthboundEdit.addRouterPort(
        "router-inside", uuid: identifier(10, 0), to: router, mac: "0a:00:00:00:00:01",
        networks: ["10.0.0.1/12"])
      + NorthboundEdit.addRouterPort(
        "router-outside", uuid: identifier(10, 1), to: router, mac: "0a:00:00:00:00:02",
        networks: ["172.16.0.1/12"])
      + NorthboundEdit.addGatewayChassis("gateway", uuid: identifier(10, 2), to: identifier(10, 1))
      + NorthboundEdit.addPort(
        "inside-router", uuid: identifier(10, 3), to: inside, addresses: ["router"],
        type: "router", options: ["router-port": "router-inside"])
      + NorthboundEdit.addPort(
        "outside-router", uuid: identifier(10, 4), to: outside, addresses: ["router"],
        type: "router", options: ["router-port": "router-outside", "nat-addresses": "router"])
      + NorthboundEdit.addPort(
        "outside-net", uuid: identifier(10, 5), to: outside, addresses: ["unknown"],
        type: "localnet", options: ["network_name": "outside"])
  }
}
