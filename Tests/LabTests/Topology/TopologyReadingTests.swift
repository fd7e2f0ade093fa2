import Lab
import Testing

@Suite("A topology's file")
struct TopologyReadingTests {
  /// A file that is wrong, and what is said about it.
  struct Fault: CustomTestStringConvertible {
    var key: String
    var line: Int?
    var reason: String
    var text: String

    init(_ key: String, line: Int?, _ reason: String, _ text: String) {
      (self.key, self.line, self.reason, self.text) = (key, line, reason, text)
    }

    var testDescription: String { "\(key): \(reason)" }
  }

  private static let faults = [
    Fault("", line: nil, "there is nothing in it", "# nothing\n"),
    Fault("", line: 3, "this is no YAML", "zones:\n  - [\n"),
    Fault("", line: 1, "expected keys with values", "- zones\n"),
    Fault("", line: 1, "zones is missing", "transit-switches: [ts1]\n"),
    Fault("zones", line: 1, "expected one zone at least", "zones: []\n"),
    Fault("zones", line: 1, "expected a list", "zones: east\n"),
    Fault("zone", line: 2, "unknown key; known are", "zones: []\nzone: []\n"),
    Fault("name", line: 2, "more than once", "zones:\n  - name: east\n    name: west\n"),
    Fault("zones[0]", line: 2, "name is missing", "zones:\n  - options: {}\n"),
    Fault("zones[0].name", line: 2, "will not do as a name", "zones:\n  - name: ../east\n"),
    Fault("zones[0].name", line: 2, "expected a value", "zones:\n  - name: [east]\n"),
    Fault("zones[0].name", line: 2, "are called so", "zones:\n  - name: ic\n"),
    Fault(
      "zones[1].name", line: 3, "there is a zone \"east\" on line 2 already",
      "zones:\n  - name: east\n  - name: east\n"),
    Fault(
      "transit-switches[1]", line: 3, "there is a transit switch \"ts1\" on line 2 already",
      "transit-switches:\n  - ts1\n  - ts1\nzones:\n  - name: east\n"),
    zone("without[0]", line: 3, "is none of ovn-ic, ovn-northd", "without: [ovn-nb]"),
    zone("options.ic-route-adv", line: 3, "expected a value", "options: {ic-route-adv: []}"),
    zone("colour", line: 3, "unknown key", "colour: red"),
    zone(
      "chassis[0].encap-ip", line: 4, "\"192.0.2.300\" is no IP address",
      "chassis:\n      - {name: gw, encap-ip: 192.0.2.300}"),
    zone("chassis[0]", line: 4, "encap-ip is missing", "chassis:\n      - {name: gw}"),
    zone(
      "chassis[0].encap-type", line: 4, "is none of geneve",
      "chassis:\n      - {name: gw, encap-ip: 192.0.2.1, encap-type: gre}"),
    zone(
      "chassis[0].interconnect", line: 4, "expected true or false",
      "chassis:\n      - {name: gw, encap-ip: 192.0.2.1, interconnect: perhaps}"),
    zone(
      "ha-chassis-groups[0].chassis.gw9", line: 4, "there is no chassis of this zone \"gw9\"",
      "ha-chassis-groups:\n      - {name: group, chassis: {gw9: 1}}"),
    zone(
      "dhcp-options[0].cidr", line: 4, "is no network",
      "dhcp-options:\n      - {name: net, cidr: 10.0.0.0/33}"),
    zone(
      "switches[0].name", line: 4, "a transit switch is called so",
      "switches:\n      - {name: ts1}"),
    port("addresses[0]", "is no Ethernet address", "addresses: [\"40:44:00:00:00 10.0.0.1\"]"),
    port("tag", "expected a number from 1 to 4095", "tag: 4096"),
    port("chassis", "there is no chassis of this zone \"host\"", "chassis: host"),
    port("ha-chassis-group", "there is no HA chassis group", "ha-chassis-group: group"),
    port("dhcp-options", "there is no DHCP options", "dhcp-options: net"),
    router("ports[0]", "mac is missing", "ports: [{name: p, networks: [10.0.0.1/24]}]"),
    router(
      "ports[0].mac", "is no Ethernet address",
      "ports: [{name: p, mac: 0a-00, networks: [10.0.0.1/24]}]"),
    router(
      "ports[0].networks[0]", "is no address with a prefix length",
      "ports: [{name: p, mac: \"0a:00:00:00:00:01\", networks: [10.0.0.1/40]}]"),
    router(
      "ports[0].switch", "there is no switch \"net\"",
      "ports: [{name: p, mac: \"0a:00:00:00:00:01\", networks: [10.0.0.1/24], switch: net}]"),
    router(
      "ports[0].transit-switch", "there is no transit switch \"ts2\"",
      "ports: [{name: p, mac: \"0a:00:00:00:00:01\", networks: [10.0.0.1/24], "
        + "transit-switch: ts2}]"),
    router(
      "ports[0].gateway-chassis.gw", "there is no chassis of this zone \"gw\"",
      "ports: [{name: p, mac: \"0a:00:00:00:00:01\", networks: [10.0.0.1/24], "
        + "gateway-chassis: {gw: 1}}]"),
    router("routes[0].prefix", "is no network", "routes: [{prefix: ten, nexthop: 10.0.0.1}]"),
    router(
      "routes[0].nexthop", "is no IP address", "routes: [{prefix: 10.0.0.0/8, nexthop: away}]"),
    router(
      "routes[0].policy", "is none of dst-ip, src-ip",
      "routes: [{prefix: 10.0.0.0/8, nexthop: discard, policy: dst}]"),
    router(
      "policies[0].priority", "expected a number",
      "policies: [{priority: -1, match: ip4, action: drop}]"),
    router("nat[0].type", "is none of snat", "nat: [{type: masquerade}]"),
    router(
      "nat[0].logical-port", "there is no switch port \"vm9\"",
      "nat: [{type: dnat, external-ip: 10.0.0.9, logical-ip: 10.1.0.9, logical-port: vm9}]"),
  ]

  /// In a zone, from the third line on.
  private static func zone(_ key: String, line: Int, _ reason: String, _ text: String) -> Fault {
    Fault(
      "zones[0].\(key)", line: line, reason,
      "transit-switches: [ts1]\nzones:\n  - \(text)\n    name: east\n")
  }

  private static func port(_ key: String, _ reason: String, _ text: String) -> Fault {
    zone(
      "switches[0].ports[0].\(key)", line: 6, reason,
      "switches:\n      - name: sw\n        ports:\n          - {name: vm, \(text)}")
  }

  private static func router(_ key: String, _ reason: String, _ text: String) -> Fault {
    zone("routers[0].\(key)", line: 5, reason, "routers:\n      - name: r\n        \(text)")
  }

  @Test("is refused for what is wrong in it, by line and key", arguments: faults)
  func refusal(fault: Fault) throws {
    let error = try #require(throws: TopologyError.self) {
      try Topology(yaml: fault.text, file: "lab.yaml")
    }
    #expect(error.key == fault.key)
    #expect(error.line == fault.line)
    #expect(error.reason.contains(fault.reason))
    let place = fault.line.map { "lab.yaml:\($0): " } ?? "lab.yaml: "
    #expect(error.description.hasPrefix(place + (fault.key.isEmpty ? "" : "\(fault.key): ")))
  }

  @Test("may leave out what has a default, and name things in any order")
  func defaults() throws {
    let topology = try Topology(
      yaml: """
        zones:
          - routers:
              - name: r
                ports: [{name: p, mac: 0a:00:00:00:00:01, networks: [10.0.0.1/24], switch: sw}]
            switches: [{name: sw, ports: [{name: vm, chassis: host}]}]
            chassis: [{name: host, encap-ip: "fd00::1"}]
            name: only
        """, file: "lab.yaml")
    #expect(
      topology
        == Topology(zones: [
          ZoneTopology(
            name: "only", chassis: [ChassisTopology(name: "host", encapIP: "fd00::1")],
            switches: [
              SwitchTopology(name: "sw", ports: [SwitchPortTopology(name: "vm", chassis: "host")])
            ],
            routers: [
              RouterTopology(
                name: "r",
                ports: [
                  RouterPortTopology(
                    name: "p", mac: "0a:00:00:00:00:01", networks: ["10.0.0.1/24"],
                    peer: .logicalSwitch("sw"))
                ])
            ])
        ]))
  }

  @Test("comes with the program, and makes a lab that settles", arguments: Topology.exampleNames)
  func example(name: String) throws {
    let topology = try Topology(example: name)
    let lab = try Lab(topology)
    #expect(lab.zones.map(\.name) == topology.zones.map(\.name))
  }

  @Test("is not found under a name that is none")
  func unknownExample() {
    let error = #expect(throws: TopologyError.self) { try Topology(example: "nothing") }
    #expect(error?.description.contains("interconnection") == true)
  }
}
