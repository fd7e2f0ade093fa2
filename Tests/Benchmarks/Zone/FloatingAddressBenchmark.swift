import OVSDB
import ZoneBench

/// How long the compiler takes for a router with many floating addresses at once, and then for one more,
/// and how many flows there are of them: as many more for each address as of northd.
struct FloatingAddressBenchmark {
  let addresses: Int

  private let router = UUID(high: 9 << 32 | 0x4000, low: 0x8000_0000_0000_0000)
  private let inside = UUID(high: 9 << 32 | 0x4000, low: 0x8000_0000_0000_0001)
  private let outside = UUID(high: 9 << 32 | 0x4000, low: 0x8000_0000_0000_0002)

  func run() {
    report(addresses, withOneMore: true)
    for number in [10, 50, 100, 200, 400, 2_000] { report(number, withOneMore: false) }
  }

  private func report(_ number: Int, withOneMore: Bool) {
    let bench = Bench()
    bench.edit(network + (0..<number).flatMap { add($0) })
    bench.clearCounts()
    bench.settle()
    ZoneBenchmark.report("\(number) floating addresses", bench)
    guard withOneMore else { return }
    bench.clearCounts()
    bench.edit(add(number))
    bench.settle()
    ZoneBenchmark.report("one floating address more", bench)
    bench.clearCounts()
    bench.edit([NorthboundEdit.remove(identifier(11, 0), from: "Logical_Router", router, "nat")])
    bench.settle()
    ZoneBenchmark.report("one floating address less", bench)
  }

  /// A router between two switches, of which the one outside is a physical network.
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

  /// A floating address and its machine's port.
  private func add(_ number: Int) -> [OVSDB.Operation] {
    let (high, low) = (number / 200 + 1, number % 200 + 1)
    return NorthboundEdit.addPort(
      "vm\(number)", uuid: identifier(12, number), to: inside,
      addresses: ["0a:00:01:00:\(octet(high)):\(octet(low)) 10.0.\(high).\(low)"])
      + NorthboundEdit.addNAT(
        "dnat_and_snat", "172.16.\(high).\(low)", "10.0.\(high).\(low)",
        uuid: identifier(11, number), to: router,
        columns: [
          "external_mac": "0a:00:02:00:\(octet(high)):\(octet(low))", "logical_port": "vm\(number)",
        ])
  }

  private func octet(_ number: Int) -> String {
    (number < 16 ? "0" : "") + String(number, radix: 16)
  }

  private func identifier(_ kind: UInt64, _ number: Int) -> UUID {
    UUID(high: kind << 32 | 0x4000, low: 0x8000_0000_0000_0000 | UInt64(number))
  }
}
