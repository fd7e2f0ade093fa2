import OVSDB
import Testing
import Transactions
import ZoneBench
import ZoneCompiler

@Suite("Addresses that a switch allocates")
struct DynamicAddressTests {
  private let bench = Bench()
  private let logicalSwitch = UUID(high: 1, low: 1)

  init() {
    bench.edit([NorthboundEdit.addSwitch("switch", uuid: logicalSwitch)])
    bench.settle()
  }

  /// Lets the compiler work, and returns what it says.
  @discardableResult
  private func settle() -> [String] {
    _ = bench.controller.takeMessages()
    bench.settle()
    #expect(bench.refusals == [])
    #expect(bench.operationsOfFreshController() == [])
    return bench.controller.takeMessages().filter { $0.level == .warning }.map(\.text)
  }

  private func configure(_ config: [String: String]) {
    bench.edit([
      NorthboundEdit.setMap(logicalSwitch, in: "Logical_Switch", "other_config", to: config)
    ])
  }

  private func port(_ number: Int) -> UUID { UUID(high: 2, low: UInt64(number)) }

  private func addPort(_ number: Int, _ addresses: String...) {
    bench.edit(
      NorthboundEdit.addPort(
        "port\(number)", uuid: port(number), to: logicalSwitch, addresses: addresses))
  }

  private var allAllocated: [UUID: String] {
    bench.strings("dynamic_addresses", in: "Logical_Switch_Port", of: .northbound)
  }

  private func allocated(_ number: Int) -> String? {
    allAllocated[port(number)]
  }

  @Test(
    "are of the form that the port asks for",
    arguments: [
      ("dynamic", "0a:58:00:00:00:03 10.0.0.2 fd00::858:ff:fe00:3"),
      ("0a:00:00:00:00:07 dynamic", "0a:00:00:00:00:07 10.0.0.2 fd00::800:ff:fe00:7"),
      ("dynamic 10.0.0.7", "0a:58:00:00:00:08 10.0.0.7 fd00::858:ff:fe00:8"),
      ("dynamic fd00::7", "0a:58:00:00:00:03 10.0.0.2 fd00::7"),
      ("dynamic 10.0.0.7 fd00::7", "0a:58:00:00:00:08 10.0.0.7 fd00::7"),
      ("dynamic 10.9.0.7", "0a:58:00:09:00:08 10.0.0.2 fd00::858:ff:fe09:8"),
      ("dynamic fc00::7", "0a:58:00:00:00:03 10.0.0.2 fd00::858:ff:fe00:3"),
      ("dynamic abc", "0a:58:00:00:00:03 10.0.0.2 fd00::858:ff:fe00:3"),
      ("dynamic nonsense", nil), ("dynamic ", nil), ("dynamic 10.0.0.7 ", nil), ("static", nil),
      ("nonsense dynamic", nil), ("0a:00:00:00:00:07 10.0.0.7 dynamic", nil),
      ("dynamic 10.0.0.7 fd00::7 fd00::8", nil),
    ] as [(String, String?)])
  func forms(request: String, expected: String?) {
    configure(["subnet": "10.0.0.0/24", "ipv6_prefix": "fd00::"])
    addPort(1, request)
    settle()
    #expect(allocated(1) == expected)
  }

  @Test(
    "come from what the switch has",
    arguments: [
      (["subnet": "10.0.0.9/24"], "0a:58:00:00:00:03 10.0.0.2"),
      (["subnet": "10.0.0.0/255.255.255.0"], "0a:58:00:00:00:03 10.0.0.2"),
      (
        ["subnet": "10.0.0.0/24", "exclude_ips": "10.0.0.2..10.0.0.4 10.0.0.6 10.0.0.5"],
        "0a:58:00:00:00:08 10.0.0.7"
      ),
      (["ipv6_prefix": "fd00:0:0:7::9/64"], "0a:58:00:00:00:01 fd00::7:858:ff:fe00:1"),
      (["mac_only": "true"], "0a:58:00:00:00:01"),
      (["mac_only": "true", "subnet": "10.0.0.0/30"], "0a:58:00:00:00:03 10.0.0.2"),
      (["mac_only": "false"], nil), (["exclude_ips": "10.0.0.2"], nil), ([:], nil),
    ] as [([String: String], String?)])
  func spaces(config: [String: String], expected: String?) {
    configure(config)
    addPort(1, "dynamic")
    #expect(settle() == [])
    #expect(allocated(1) == expected)
  }

  @Test(
    "are none if the configuration cannot be read, which is named",
    arguments: [
      (["subnet": "nonsense"], "bad 'subnet' nonsense"),
      (["subnet": "10.0.0.0"], "bad 'subnet' 10.0.0.0"),
      (["subnet": "10.0.0.0/255.0.255.0"], "bad 'subnet' 10.0.0.0/255.0.255.0"),
      (["subnet": "fd00::/64", "mac_only": "true"], "bad 'subnet' fd00::/64"),
      (["ipv6_prefix": "10.0.0.0"], "bad 'ipv6_prefix' 10.0.0.0"),
      (["ipv6_prefix": "fd00::/48"], "bad 'ipv6_prefix' fd00::/48: must be /64"),
    ])
  func badConfiguration(config: [String: String], problem: String) {
    configure(config)
    addPort(1, "dynamic")
    #expect(settle() == ["\(logicalSwitch): \(problem)"])
    #expect(allocated(1) == nil)
  }

  @Test(
    "are not kept from by exclusions that cannot be read",
    arguments: [
      ("nonsense 10.0.0.2", "nonsense"), ("10.0.0.2..", "10.0.0.2.."),
      ("10.9.0.1", "10.9.0.1: excluded addresses not in subnet"),
      ("10.0.0.9..10.0.0.8", "excluded addresses not in subnet"),
    ])
  func badExclusions(excluded: String, problem: String) {
    configure(["subnet": "10.0.0.0/24", "exclude_ips": excluded])
    addPort(1, "dynamic")
    let found = settle()
    #expect(found.count == 1 && found[0].contains(problem), "\(found)")
    #expect(allocated(1) == "0a:58:00:00:00:03 10.0.0.2")
  }

  @Test("stay as they are while others come, and are free again when the port goes")
  func stability() {
    configure(["subnet": "10.0.0.0/24"])
    for number in 2..<5 { addPort(number, "dynamic") }
    settle()
    addPort(1, "dynamic")
    settle()
    #expect(allocated(2) == "0a:58:00:00:00:03 10.0.0.2")
    #expect(allocated(1) == "0a:58:00:00:00:06 10.0.0.5")
    bench.edit([NorthboundEdit.removePort(port(2), from: "Logical_Switch", logicalSwitch)])
    addPort(5, "dynamic")
    settle()
    #expect(allocated(5) == "0a:58:00:00:00:03 10.0.0.2")
  }

  @Test("give way to addresses that other ports give, and to those of routers")
  func precedence() {
    configure(["subnet": "10.0.0.0/24"])
    addPort(1, "dynamic")
    settle()
    addPort(2, "0a:00:00:00:00:02 10.0.0.2")
    settle()
    #expect(allocated(1) == "0a:58:00:00:00:03 10.0.0.3")
    let router = UUID(high: 3, low: 1)
    bench.edit(
      [NorthboundEdit.addRouter("router", uuid: router)]
        + NorthboundEdit.addRouterPort(
          "routerport", uuid: UUID(high: 3, low: 2), to: router, mac: "0a:00:00:00:00:09",
          networks: ["10.0.0.3/24"])
        + NorthboundEdit.addPort(
          "attachment", uuid: port(3), to: logicalSwitch, addresses: ["router"], type: "router",
          options: ["router-port": "routerport"]))
    settle()
    #expect(allocated(1) == "0a:58:00:00:00:03 10.0.0.4")
  }

  @Test("run out, and a port gets one as soon as another is free")
  func exhaustion() {
    configure(["subnet": "10.0.0.0/30"])
    addPort(1, "dynamic")
    settle()
    addPort(2, "dynamic")
    #expect(settle() == ["\(logicalSwitch): Subnet address space has been exhausted."])
    #expect(allocated(2) == "0a:58:00:00:00:01")
    bench.edit([NorthboundEdit.removePort(port(1), from: "Logical_Switch", logicalSwitch)])
    #expect(settle() == [])
    #expect(allocated(2) == "0a:58:00:00:00:01 10.0.0.2")
  }

  @Test("of the Ethernet kind are unlike those of other switches and routers")
  func uniqueness() {
    configure(["subnet": "10.0.0.0/24"])
    let other = UUID(high: 1, low: 2)
    let router = UUID(high: 3, low: 1)
    bench.edit(
      [
        NorthboundEdit.addSwitch("other", uuid: other),
        NorthboundEdit.setMap(
          other, in: "Logical_Switch", "other_config", to: ["subnet": "10.0.0.0/24"]),
        NorthboundEdit.addRouter("router", uuid: router),
      ]
        + NorthboundEdit.addRouterPort(
          "routerport", uuid: UUID(high: 3, low: 2), to: router, mac: "0a:58:00:00:00:03",
          networks: ["10.1.0.3/24"])
        + NorthboundEdit.addPort(
          "port2", uuid: port(2), to: other, addresses: ["dynamic"]))
    addPort(1, "dynamic")
    settle()
    #expect(
      Set([allocated(1), allocated(2)])
        == ["0a:58:00:00:00:04 10.0.0.2", "0a:58:00:00:00:05 10.0.0.2"])
  }

  @Test("are taken away when nothing is to be allocated any more")
  func removal() {
    configure(["subnet": "10.0.0.0/24"])
    addPort(1, "dynamic")
    addPort(2, "dynamic")
    settle()
    bench.edit([
      NorthboundEdit.set(
        port(1), in: "Logical_Switch_Port", "addresses", to: ["0a:00:00:00:00:01 10.0.0.9"])
    ])
    settle()
    #expect(allocated(1) == nil && allocated(2) != nil)
    configure([:])
    settle()
    #expect(allocated(2) == nil)
  }

  @Test("begin with the prefix that the operator wants")
  func prefix() {
    configure(["subnet": "10.0.0.0/24"])
    addPort(1, "dynamic")
    settle()
    bench.edit([NorthboundEdit.setOption("mac_prefix", to: "0a:59:01:02")])
    settle()
    #expect(allocated(1) == "0a:59:01:00:00:03 10.0.0.2")
  }

  @Test("cost what they are about, however many the switch has")
  func cost() {
    configure(["subnet": "10.0.0.0/16"])
    for number in 1...500 { addPort(number, "dynamic") }
    settle()
    #expect(Set(allAllocated.values).count == 500)
    bench.clearCounts()
    addPort(501, "dynamic")
    bench.settle()
    let runs = bench.controller.statistics.reduce(0) { $0 + $1.runs }
    #expect(runs < 30, "\(bench.controller.statistics)")
  }
}
