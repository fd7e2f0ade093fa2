import Address
import Testing

@Suite("Tunnel keys")
struct TunnelKeyTests {
  @Test("of transit datapaths are keys that a datapath can have")
  func transit() {
    #expect(TunnelKey.datapaths.contains(TunnelKey.transitDatapaths))
    #expect(TunnelKey.datapaths.contains(TunnelKey.transitDatapathsOverVXLAN))
    #expect(TunnelKey.transitDatapaths.count == 65_535)
    #expect(!TunnelKey.transitDatapaths.overlaps(TunnelKey.transitDatapathsOverVXLAN))
  }

  @Test("fit the bits that the tunnel has for them")
  func widths() {
    #expect(TunnelKey.datapaths.upperBound == 1 << 24 - 1)
    #expect(TunnelKey.transitDatapaths.lowerBound == 16_711_681)
    #expect(TunnelKey.transitDatapathsOverVXLAN.upperBound == 1 << 12 - 1)
    #expect(TunnelKey.ports == 1...(1 << 15 - 1))
  }
}
