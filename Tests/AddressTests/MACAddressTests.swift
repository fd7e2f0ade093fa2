import Address
import Seeded
import Testing

@Suite("An Ethernet address")
struct MACAddressTests {
  @Test(
    "is read in either case and with groups of one digit",
    arguments: [
      ("aa:bb:cc:dd:ee:ff", 0xaabb_ccdd_eeff),
      ("AA:Bb:cC:DD:EE:FF", 0xaabb_ccdd_eeff),
      ("00:00:00:00:00:00", 0),
      ("1:2:3:4:5:6", 0x0102_0304_0506),
      (" \taa:bb:cc:dd:ee:ff", 0xaabb_ccdd_eeff),
      ("0a:0:27:00:0:1", 0x0a00_2700_0001),
    ] as [(String, UInt64)])
  func reading(text: String, bits: UInt64) {
    #expect(MACAddress(parsing: text)?.bits == bits)
    #expect(MACAddress(parsing: text[...])?.bits == bits)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", ":", "aa:bb:cc:dd:ee", "aa:bb:cc:dd:ee:", "aa:bb:cc:dd:ee:ff:", "aa:bb:cc:dd:ee:ff:00",
      "aa:bb:cc:dd:ee:ff ", "aa-bb-cc-dd-ee-ff", "aabbccddeeff",
      "aaa:bb:cc:dd:ee:ff", "aa::cc:dd:ee:ff", "ga:bb:cc:dd:ee:ff", "+a:bb:cc:dd:ee:ff",
      "0xa:bb:cc:dd:ee:ff", "aa:bb:cc:dd:ee:ff\0", "aa:bb:cc:dd:ee:ｆf", "dynamic", "unknown",
    ])
  func refusing(text: String) {
    #expect(MACAddress(parsing: text) == nil)
  }

  @Test("prints two lower-case digits a group")
  func printing() {
    #expect(MACAddress(bits: 0x0A0B_0C00_0001).description == "0a:0b:0c:00:00:01")
    #expect(MACAddress(bits: 0).description == "00:00:00:00:00:00")
    #expect(MACAddress(bits: .max).description == "ff:ff:ff:ff:ff:ff")
  }

  @Test("keeps 48 bits and no more")
  func truncation() {
    #expect(MACAddress(bits: 0xffff_0000_0000_0001) == MACAddress(bits: 1))
  }

  @Test(
    "gives an interface its link-local address",
    arguments: [
      ("00:00:00:00:00:00", "fe80::200:ff:fe00:0"),
      ("02:00:00:00:00:01", "fe80::ff:fe00:1"),
      ("aa:aa:aa:aa:aa:01", "fe80::a8aa:aaff:feaa:aa01"),
      ("00:11:22:33:44:55", "fe80::211:22ff:fe33:4455"),
    ])
  func linkLocal(mac: String, address: String) {
    let linkLocal = MACAddress(parsing: mac)?.eui64LinkLocal
    #expect(linkLocal == IPv6Address(parsing: address))
    #expect(linkLocal?.description == address)
    #expect(linkLocal.map { IPAddress.v6($0).isInFe80Slash64 } == true)
  }

  @Test("is read again from what it prints", arguments: [1, 2, 3] as [UInt64])
  func roundTrip(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let address = MACAddress(bits: random.next())
      #expect(MACAddress(parsing: address.description) == address)
    }
  }

  @Test("sorts by its octets")
  func order() {
    #expect(MACAddress(bits: 1) < MACAddress(bits: 0x0100_0000_0000))
  }
}
