internal import OVSDB

/// An availability zone of the lab: its databases, its daemons, its machines.
public final class Zone {
  /// What it was added as; the operator may rename it in NB_Global.
  public let name: String
  /// The machine that the zone's databases and daemons run on.
  public let central: Site
  /// OVN_Northbound.
  public let northbound: LabServer
  /// OVN_Southbound.
  public let southbound: LabServer
  /// What compiles the zone, in `ovn-northd`'s place: one works, others stand by.
  public internal(set) var northds: [LabProcess] = []
  /// Its `ovn-ic` daemons: one works, others stand by.
  public internal(set) var interconnectDaemons: [LabProcess] = []
  /// Its chassis.
  public internal(set) var chassis: [Machine] = []

  init(name: String, central: Site, northbound: LabServer, southbound: LabServer) {
    self.name = name
    self.central = central
    self.northbound = northbound
    self.southbound = southbound
  }
}

/// A machine of a zone that is a chassis.
public struct Machine {
  /// Its `system-id`.
  public let name: String
  /// The machine.
  public let site: Site
  /// Its Open vSwitch's database.
  public let openVSwitch: LabServer
  /// Its `ovn-controller`; nil if that runs outside the lab.
  public let controller: LabProcess?
}

/// What an operator writes into a zone once it has a transit switch.
struct Attachment {
  let zone: Zone
  let transitSwitch: String
  let operations: [OVSDB.Operation]
  /// Whether the daemon that makes the switch is none of the lab's.
  let isOutside: Bool
}
