public import OVSDB

/// OVN_Southbound: where one availability zone's logical network meets its chassis (ovn-sb(5)).
///
/// The newest types are declared: an older server may lack a table or column, or constrain it
/// otherwise.
public enum Southbound {
  /// The name the database has on its server.
  public static let name = "OVN_Southbound"

  /// The schema in full: a server can be started with it.
  public static let schema = DatabaseSchema(
    name: name, version: "21.11.0",
    rows: SBGlobal.self, Chassis.self, ChassisPrivate.self, Encap.self, AddressSet.self,
    PortGroup.self, LogicalFlow.self, LogicalDPGroup.self, MulticastGroup.self, Mirror.self,
    Meter.self, MeterBand.self, DatapathBinding.self, PortBinding.self, MACBinding.self,
    DHCPOptions.self, DHCPv6Options.self, Connection.self, SSL.self, DNS.self, RBACRole.self,
    RBACPermission.self, GatewayChassis.self, HAChassis.self, HAChassisGroup.self,
    ControllerEvent.self, IPMulticast.self, IGMPGroup.self, ServiceMonitor.self,
    LoadBalancer.self, BFD.self, FDB.self, StaticMACBinding.self, ECMPNexthop.self,
    ChassisTemplateVar.self, AdvertisedRoute.self, LearnedRoute.self, ACLID.self,
    AdvertisedMACBinding.self)

  /// The table SSL.
  public typealias SSL = DatabaseSSL
}
