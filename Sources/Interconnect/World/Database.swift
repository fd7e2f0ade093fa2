/// The four databases that an interconnection controller joins.
public enum Database: String, CaseIterable, Sendable, CustomStringConvertible {
  case northbound = "OVN_Northbound"
  case southbound = "OVN_Southbound"
  case icNorthbound = "OVN_IC_Northbound"
  case icSouthbound = "OVN_IC_Southbound"

  public var description: String { rawValue }
}

/// A stream of transactions, of which one is in flight at a time.
///
/// What only the holder of the global lock may write goes separately, so that losing that lock stops
/// nothing else (as the C daemon's two sessions to the IC Southbound database do).
public enum Channel: Int, CaseIterable, Sendable {
  case northbound, southbound, icNorthbound, icSouthbound, icSouthboundLocked

  /// The database that the channel's transactions go to.
  public var database: Database {
    switch self {
    case .northbound: .northbound
    case .southbound: .southbound
    case .icNorthbound: .icNorthbound
    case .icSouthbound, .icSouthboundLocked: .icSouthbound
    }
  }

  /// The lock that every transaction of the channel asserts.
  var lock: Lock? {
    switch self {
    case .southbound: .zone
    case .icSouthboundLocked: .global
    case .northbound, .icNorthbound, .icSouthbound: nil
    }
  }
}

/// The two locks that decide who acts.
public enum Lock: String, CaseIterable, Sendable {
  /// Held in a zone's Southbound database by the one daemon of the zone that works.
  case zone = "ovn_ic"
  /// Held in the IC Southbound database by the one daemon of the mesh that allocates datapath keys.
  case global = "ovn_ic_sb"

  /// The database whose server grants the lock.
  public var database: Database {
    switch self {
    case .zone: .southbound
    case .global: .icSouthbound
    }
  }
}
