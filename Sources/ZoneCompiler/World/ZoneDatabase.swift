/// The two databases that a zone's compiler joins.
public enum ZoneDatabase: String, CaseIterable, Sendable, CustomStringConvertible {
  case northbound = "OVN_Northbound"
  case southbound = "OVN_Southbound"

  public var description: String { rawValue }

  /// Held in the Southbound database by the one compiler of a zone that works, northd or this one.
  public static let lock = "ovn_northd"
}
