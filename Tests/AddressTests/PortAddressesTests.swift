import Address
import Testing

@Suite("A port's addresses")
struct PortAddressesTests {
  @Test(
    "are read up to the first character of none",
    arguments: [
      ("aa:aa:aa:aa:aa:01", [], []),
      ("aa:aa:aa:aa:aa:01 169.254.100.1/24", ["169.254.100.1/24"], []),
      ("aa:aa:aa:aa:aa:01 10.0.0.2/24 10.0.0.1/24", ["10.0.0.2/24", "10.0.0.1/24"], []),
      ("aa:aa:aa:aa:aa:01 10.0.0.1 fe80::1/64 ::1", ["10.0.0.1/32"], ["fe80::1/64", "::1/128"]),
      ("aa:aa:aa:aa:aa:01 fe80::1/64 10.0.0.1/8", ["10.0.0.1/8"], ["fe80::1/64"]),
      ("  aa:aa:aa:aa:aa:01\t 10.0.0.1/8  ", ["10.0.0.1/8"], []),
      ("aa:aa:aa:aa:aa:01 10.0.0.1/8 bad 10.0.0.2/8", ["10.0.0.1/8"], []),
      ("aa:aa:aa:aa:aa:01 bad 10.0.0.2/8", [], []),
      ("aa:aa:aa:aa:aa:01 10.0.0.1/33 10.0.0.2/8", [], []),
      ("aa:aa:aa:aa:aa:01 10.0.0.1/8,10.0.0.2/8", ["10.0.0.1/8"], []),
      ("aa:aa:aa:aa:aa:01 10.0.0.1x 10.0.0.2", ["10.0.0.1/32"], []),
      ("aa:aa:aa:aa:aa:01,10.0.0.1", [], []),
      ("aa:aa:aa:aa:aa:01:02 10.0.0.1", [], []),
      ("aa:aa:aa:aa:aa:01 10.0.0.1/8 is_chassis_resident(\"x\")", ["10.0.0.1/8"], []),
    ] as [(String, [String], [String])])
  func reading(text: String, ipv4: [String], ipv6: [String]) throws {
    let addresses = try #require(PortAddresses(parsing: text))
    #expect(addresses.mac.description == "aa:aa:aa:aa:aa:01")
    #expect(addresses.ipv4.map(\.description) == ipv4)
    #expect(addresses.ipv6.map(\.description) == ipv6)
    #expect(PortAddresses(parsing: addresses.description) == addresses)
  }

  @Test(
    "need an Ethernet address first",
    arguments: [
      "", " ", "unknown", "dynamic", "router", "10.0.0.1", "10.0.0.1 aa:aa:aa:aa:aa:01",
      "aa:aa:aa:aa:aa",
    ])
  func refusing(text: String) {
    #expect(PortAddresses(parsing: text) == nil)
  }
}
