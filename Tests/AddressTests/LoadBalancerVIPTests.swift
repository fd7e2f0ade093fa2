import Address
import Testing

@Suite("A load balancer's virtual address")
struct LoadBalancerVIPTests {
  @Test(
    "is an address with or without a port",
    arguments: [
      ("192.0.2.1", "192.0.2.1", nil), ("192.0.2.1:80", "192.0.2.1", 80),
      ("192.0.2.1:65535", "192.0.2.1", 65535), ("2001:db8::1", "2001:db8::1", nil),
      ("[2001:db8::1]", "2001:db8::1", nil), ("[2001:db8::1]:443", "2001:db8::1", 443),
      ("2001:db8::1:80", "2001:db8::1:80", nil), ("[::ffff:192.0.2.1]:1", "::ffff:192.0.2.1", 1),
    ] as [(String, String, UInt16?)])
  func reading(text: String, address: String, port: UInt16?) throws {
    let vip = try #require(LoadBalancerVIP(parsing: text))
    #expect(vip.address.description == address)
    #expect(vip.port == port)
    #expect(LoadBalancerVIP(parsing: vip.description) == vip)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", ":", ":80", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:80:80",
      "192.0.2.1 :80", "192.0.2.1:80 ", " 192.0.2.1", "192.0.2.1/32", "192.0.2.256:80", "[]:80",
      "[::1", "[::1]80", "[::1]:", "[::1]:0", "[::1]:99999", "[::1]:-1", "[192.0.2.1]:80",
      "::1]:80",
      "^vip:80", "host:80", "[::1]:080000",
    ])
  func refusing(text: String) {
    #expect(LoadBalancerVIP(parsing: text) == nil)
  }

  @Test("sorts by address, then by port, the one without a port first")
  func order() throws {
    let texts = ["9.0.0.1:80", "10.0.0.1", "10.0.0.1:1", "10.0.0.1:2", "::1"]
    let vips = try texts.map { try #require(LoadBalancerVIP(parsing: $0)) }
    #expect(vips.shuffled().sorted() == vips)
  }
}
