/// The ranges of the keys that packets carry between gateways, for datapaths and for ports.
public enum TunnelKey {
  /// What a datapath's key can be: the 24 bits of a Geneve or VXLAN network identifier.
  public static let datapaths: ClosedRange<Int> = 1...0xff_ffff

  /// What transit switches and transit routers are given: the top 65,535 keys, which leaves the
  /// others to the datapaths of one zone.
  public static let transitDatapaths: ClosedRange<Int> = 0xff_0001...0xff_ffff

  /// What transit switches are given when VXLAN tunnels are in use, which carry 12 bits only.
  public static let transitDatapathsOverVXLAN: ClosedRange<Int> = 1024...4095

  /// What a port's key can be: 15 bits; the rest belongs to multicast groups.
  public static let ports: ClosedRange<Int> = 1...0x7fff
}
