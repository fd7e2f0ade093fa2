import Address
import Seeded
import Testing

@Suite("An IPv4 address")
struct IPv4AddressTests {
  @Test(
    "is four decimal numbers",
    arguments: [
      ("0.0.0.0", 0), ("255.255.255.255", 0xffff_ffff), ("192.0.2.1", 0xc000_0201),
      ("1.2.3.4", 0x0102_0304), ("010.001.000.009", 0x0a01_0009),
    ] as [(String, UInt32)])
  func reading(text: String, bits: UInt32) {
    #expect(IPv4Address(parsing: text)?.bits == bits)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", ".", "1", "1.2.3", "1.2.3.", "1.2.3.4.", "1.2.3.4.5", ".1.2.3.4", "1..2.3", "256.0.0.1",
      "10.0.0.300", "0001.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1.2.3.-4", "+1.2.3.4", "0x1.2.3.4",
      "a.b.c.d", "1,2,3,4", "1.2.3.4\0", "١.٢.٣.٤", "99999999999999999999.1.1.1",
    ])
  func refusing(text: String) {
    #expect(IPv4Address(parsing: text) == nil)
  }

  @Test("is read again from what it prints", arguments: [4, 5] as [UInt64])
  func roundTrip(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let address = IPv4Address(bits: UInt32.random(in: 0 ... .max, using: &random))
      #expect(IPv4Address(parsing: address.description) == address)
    }
  }

  @Test("prints without leading zeros")
  func printing() {
    #expect(IPv4Address(bits: 0x0a00_6409).description == "10.0.100.9")
  }
}
