/// The two databases of a chassis, by the names they have on their servers.
public enum ChassisDatabase: String, CaseIterable, Sendable, CustomStringConvertible {
  /// Its zone's.
  case southbound = "OVN_Southbound"
  /// Its own Open vSwitch's.
  case vswitch = "Open_vSwitch"

  public var description: String { rawValue }
}
