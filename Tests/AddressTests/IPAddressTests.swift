import Address
import Testing

@Suite("An IP address")
struct IPAddressTests {
  @Test(
    "is of the family that its text has",
    arguments: [
      ("192.0.2.1", false, 32), ("2001:db8::1", true, 128), ("::ffff:192.0.2.1", true, 128),
    ])
  func family(text: String, isIPv6: Bool, bitWidth: Int) throws {
    let address = try #require(IPAddress(parsing: text))
    #expect(address.isIPv6 == isIPv6)
    #expect(address.bitWidth == bitWidth)
    #expect(address.description == text)
  }

  @Test(
    "is neither a prefix nor a name", arguments: ["", "192.0.2.1/24", "::1/64", "host", "discard"])
  func refusing(text: String) {
    #expect(IPAddress(parsing: text) == nil)
  }

  @Test(
    "is a link-local next hop in fe80::/64 only",
    arguments: [
      ("fe80::1", true), ("fe80::", true), ("fe80::ffff:ffff:ffff:ffff", true),
      ("fe80:0:0:1::1", false), ("fe80:10::1", false), ("fe81::1", false), ("::1", false),
      ("169.254.0.1", false),
    ])
  func linkLocalNextHop(text: String, isInside: Bool) {
    #expect(IPAddress(parsing: text)?.isInFe80Slash64 == isInside)
  }

  @Test("sorts IPv4 first, then by octets")
  func order() throws {
    let texts = ["0.0.0.0", "9.0.0.1", "10.0.0.1", "255.255.255.255", "::", "::a", "1::"]
    let addresses = try texts.map { try #require(IPAddress(parsing: $0)) }
    #expect(addresses.shuffled().sorted() == addresses)
  }
}
