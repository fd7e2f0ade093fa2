import Address
import Glibc
import Seeded
import Testing

@Suite("An IPv6 address")
struct IPv6AddressTests {
  @Test(
    "is read in every form of RFC 4291 and printed as the C library does",
    arguments: [
      ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("1::2", "1::2"),
      ("0:0:0:0:0:0:0:0", "::"), ("0:0:0:0:0:0:0:1", "::1"),
      ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"),
      ("2001:0db8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"),
      ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
      ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
      ("1:0:0:4:5:6:0:0", "1::4:5:6:0:0"), ("0:0:3:4:5:0:0:0", "0:0:3:4:5::"),
      ("fe80::1", "fe80::1"), ("ff02::1:ff00:0", "ff02::1:ff00:0"),
      ("::ffff:192.0.2.1", "::ffff:192.0.2.1"), ("::FFFF:c000:201", "::ffff:192.0.2.1"),
      ("::192.0.2.1", "::192.0.2.1"), ("::1:2", "::0.1.0.2"), ("::ffff", "::ffff"),
      ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
      ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("1::1.2.3.4", "1::102:304"),
      ("::ffff:0:1.2.3.4", "::ffff:0:102:304"), ("::fffe:1.2.3.4", "::fffe:102:304"),
    ])
  func reading(text: String, canonical: String) throws {
    let address = try #require(IPv6Address(parsing: text))
    #expect(address.description == canonical)
    #expect(address.bits == (try #require(systemParse(text))))
    #expect(systemPrint(address) == canonical)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", ":", ":::", "1:", ":1", "1:::2", "::1::", "1::2::3", "12345::", "::12345", "g::", "::g",
      "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:", ":1:2:3:4:5:6:7:8",
      "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "1.2.3.4", "::1.2.3",
      "::1.2.3.4.5", "::1.2.3.256", "::1.2.3.04", "::1.2.3.4:5", "1.2.3.4::", "::1.2.3.4::",
      "1:2:3:4:5:6:7:1.2.3.4", "fe80::1%eth0", "::1 ", " ::1", "::1/64", "[::1]", "::-1", "::1\0",
      "١::", "::.1.2.3", "::1.", "::a.b.c.d",
    ])
  func refusing(text: String) {
    #expect(IPv6Address(parsing: text) == nil)
    // A string with a NUL ends there for the C library.
    if !text.contains("\0") { #expect(systemParse(text) == nil) }
  }

  @Test(
    "agrees with the C library on texts that look like addresses",
    arguments: 1...4 as ClosedRange<UInt64>)
  func fuzz(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let text = random.text(of: Array("::::..0123af"), length: 20)
      #expect(IPv6Address(parsing: text)?.bits == systemParse(text), "\(text)")
    }
  }

  @Test("prints as the C library and is read again", arguments: 1...4 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<5000 {
      // Many groups are zero or ffff, so that all rules of printing are met.
      let address = IPv6Address(
        bits: (0..<8).reduce(into: UInt128(0)) { (bits, _) in
          let group = [0, 0, 0, 0xffff, UInt16.random(in: 0 ... .max, using: &random)]
          bits = bits << 16 | UInt128(group.randomElement(using: &random) ?? 0)
        })
      #expect(address.description == systemPrint(address))
      #expect(IPv6Address(parsing: address.description) == address)
    }
  }

  @Test("sorts by its octets")
  func order() throws {
    let texts = ["::", "::1", "::ffff:0:0", "1::", "1::1", "fe80::", "ff02::1"]
    let addresses = try texts.map { try #require(IPv6Address(parsing: $0)) }
    #expect(addresses.shuffled().sorted() == addresses)
  }
}

/// What `inet_pton` reads.
private func systemParse(_ text: String) -> UInt128? {
  var address = in6_addr()
  guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
  return withUnsafeBytes(of: address) { $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
}

/// What `inet_ntop` prints.
private func systemPrint(_ address: IPv6Address) -> String? {
  let octets = stride(from: 120, through: 0, by: -8).map {
    UInt8(truncatingIfNeeded: address.bits >> $0)
  }
  var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
  return inet_ntop(AF_INET6, octets, &text, socklen_t(text.count)).map { String(cString: $0) }
}
