import Address
import Seeded
import Testing

@Suite("A prefix")
struct IPPrefixTests {
  @Test(
    "keeps its host bits when read and printed",
    arguments: [
      ("192.0.2.1/24", "192.0.2.1/24"), ("192.0.2.1", "192.0.2.1/32"), ("0.0.0.0/0", "0.0.0.0/0"),
      ("10.4.0.0/16", "10.4.0.0/16"), ("10.4.0.0/255.255.0.0", "10.4.0.0/16"),
      ("10.4.0.1/0.0.0.0", "10.4.0.1/0"), ("10.4.0.1/255.255.255.255", "10.4.0.1/32"),
      ("10.4.0.1/024", "10.4.0.1/24"), ("10.4.0.1/128.0.0.0", "10.4.0.1/1"),
      (" 10.0.0.1/8", "10.0.0.1/8"), (" \t\n10.0.0.1", "10.0.0.1/32"),
      ("2001:DB8::1/64", "2001:db8::1/64"), ("2001:db8::1", "2001:db8::1/128"), ("::/0", "::/0"),
      ("2001:db8::1/ffff:ffff:ffff:ffff::", "2001:db8::1/64"), ("2001:db8::1/::", "2001:db8::1/0"),
      ("::1/8000::", "::1/1"), ("  fe80::1/10", "fe80::1/10"),
      ("::ffff:10.0.0.1/120", "::ffff:10.0.0.1/120"),
    ])
  func reading(text: String, canonical: String) throws {
    let prefix = try #require(IPPrefix(parsing: text))
    #expect(prefix.description == canonical)
    #expect(IPPrefix(parsing: "(\(text))".dropFirst().dropLast()) == prefix)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", " ", "/", "/24", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/ 8",
      "10.0.0.0 /8", "10.0.0.0/8 ", "10.0.0.0/8/8", "10.0.0.0/8x", "10.0.0.0/0008", "10.0.0/24",
      "10.0.0.300/24", "10.0.0.0/255.0.255.0", "10.0.0.0/255.255.255.0.0", "10.0.0.0/255.255",
      "10.0.0.0/ffff::", "::/129", "::/", "::1/1000", "::1/255.0.0.0", "::1/ffff::1",
      "2001:db8::1/64 ", "2001:db8::/0x40", "discard", "dynamic", "::1/64%eth0", "10.0.0.0/8\0",
    ])
  func refusing(text: String) {
    #expect(IPPrefix(parsing: text) == nil)
  }

  @Test(
    "has a network without host bits",
    arguments: [
      ("192.0.2.129/25", "192.0.2.128/25"), ("192.0.2.129/0", "0.0.0.0/0"),
      ("192.0.2.129/32", "192.0.2.129/32"), ("2001:db8::ffff/112", "2001:db8::/112"),
      ("2001:db8::1/0", "::/0"), ("2001:db8:0:f::1/63", "2001:db8:0:e::/63"),
      ("2001:db8::1/128", "2001:db8::1/128"),
    ])
  func network(text: String, network: String) {
    #expect(IPPrefix(parsing: text)?.network.description == network)
  }

  @Test(
    "contains the addresses that share its first bits",
    arguments: [
      ("192.0.2.1/24", "192.0.2.255", true), ("192.0.2.1/24", "192.0.3.0", false),
      ("0.0.0.0/0", "255.1.2.3", true), ("0.0.0.0/0", "::1", false), ("::/0", "1.2.3.4", false),
      ("10.0.0.1/32", "10.0.0.1", true), ("10.0.0.1/32", "10.0.0.0", false),
      ("2001:db8::1/64", "2001:db8::ffff", true), ("2001:db8::1/64", "2001:db8:0:1::", false),
      ("2001:db8::1/65", "2001:db8::8000:0:0:0", false), ("::/0", "ffff::", true),
      ("::1/128", "::1", true), ("::1/128", "::", false),
    ])
  func containing(prefix: String, address: String, expected: Bool) throws {
    let address = try #require(IPAddress(parsing: address))
    #expect(IPPrefix(parsing: prefix)?.contains(address) == expected)
  }

  @Test(
    "covers the prefixes inside it",
    arguments: [
      ("10.0.0.0/8", "10.1.0.0/16", true), ("10.0.0.0/8", "10.0.0.0/8", true),
      ("10.9.9.9/8", "10.1.2.3/8", true), ("10.0.0.0/8", "10.0.0.0/7", false),
      ("10.0.0.0/8", "11.0.0.0/16", false), ("0.0.0.0/0", "::/0", false),
      ("2001:db8::/32", "2001:db8:1::/48", true), ("2001:db8::/32", "2001:db9::/48", false),
      ("2001:db8::/64", "2001:db8::/63", false), ("::/0", "2001:db8::1/128", true),
    ])
  func covering(prefix: String, other: String, expected: Bool) throws {
    let other = try #require(IPPrefix(parsing: other))
    #expect(IPPrefix(parsing: prefix)?.covers(other) == expected)
  }

  @Test(
    "is link-local when all of it is",
    arguments: [
      ("169.254.0.0/16", true), ("169.254.100.1/24", true), ("169.254.1.1", true),
      ("169.254.0.0/15", false), ("169.253.0.0/16", false), ("169.255.0.0/16", false),
      ("fe80::/10", true), ("fe80::1/64", true), ("febf::1", true), ("fe80::/9", false),
      ("fec0::/10", false), ("fe7f::/16", false), ("::/0", false), ("0.0.0.0/0", false),
    ])
  func linkLocal(text: String, expected: Bool) {
    #expect(IPPrefix(parsing: text)?.isLinkLocal == expected)
  }

  @Test(
    "is the default route when its length is zero",
    arguments: [
      ("0.0.0.0/0", true), ("::/0", true), ("10.0.0.0/0", true), ("0.0.0.0/1", false),
      ("::", false),
    ])
  func defaultRoute(text: String, expected: Bool) {
    #expect(IPPrefix(parsing: text)?.isDefaultRoute == expected)
  }

  @Test("has no more bits than its address", arguments: [("0.0.0.0", 32), ("::", 128)])
  func lengths(text: String, width: Int) throws {
    let address = try #require(IPAddress(parsing: text))
    #expect(IPPrefix(address, length: -1) == nil)
    #expect(IPPrefix(address, length: width + 1) == nil)
    #expect(IPPrefix(address, length: width) == IPPrefix(host: address))
    for length in 0...width {
      let prefix = try #require(IPPrefix(address, length: length))
      #expect(prefix.length == length)
      #expect(prefix.description == "\(address)/\(length)")
    }
  }

  @Test("differs from another with other host bits")
  func equality() {
    #expect(IPPrefix(parsing: "192.0.2.1/24") != IPPrefix(parsing: "192.0.2.0/24"))
    #expect(IPPrefix(parsing: "192.0.2.1/24")?.network == IPPrefix(parsing: "192.0.2.0/24"))
  }

  @Test("sorts by address, then by length")
  func order() throws {
    let texts = ["9.0.0.0/8", "10.0.0.0/8", "10.0.0.0/16", "10.0.0.1/8", "::/0", "::/1", "::1/0"]
    let prefixes = try texts.map { try #require(IPPrefix(parsing: $0)) }
    #expect(prefixes.shuffled().sorted() == prefixes)
  }

  @Test(
    "is read again from what it prints, by length or by mask",
    arguments: 1...4 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let isIPv6 = Bool.random(using: &random)
      let address: IPAddress =
        isIPv6
        ? .v6(IPv6Address(high: random.next(), low: random.next()))
        : .v4(IPv4Address(bits: UInt32.random(in: 0 ... .max, using: &random)))
      let length = Int.random(in: 0...address.bitWidth, using: &random)
      let prefix = try #require(IPPrefix(address, length: length))
      #expect(IPPrefix(parsing: prefix.description) == prefix)
      let ones: IPAddress =
        isIPv6 ? .v6(IPv6Address(bits: .max)) : .v4(IPv4Address(bits: .max))
      let mask = try #require(IPPrefix(ones, length: length)).network.address
      #expect(IPPrefix(parsing: "\(address)/\(mask)") == prefix)
      #expect(prefix.contains(prefix.network.address))
      #expect(prefix.covers(prefix.network) && prefix.network.covers(prefix))
    }
  }

  @Test("never reads what it would not print alike", arguments: 1...4 as ClosedRange<UInt64>)
  func fuzz(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var read = 0
    for _ in 0..<50_000 {
      let text = random.text(of: Array("::..//0123f "), length: 12)
      guard let prefix = IPPrefix(parsing: text) else { continue }
      read += 1
      #expect(IPPrefix(parsing: prefix.description) == prefix, "\(text)")
    }
    #expect(read > 10)
  }
}
