public import OVSDB

/// OVN_Northbound: the logical network of one availability zone (ovn-nb(5)).
///
/// The newest types are declared: an older server may lack a table or column, or constrain it
/// otherwise.
public enum Northbound {
  /// The name the database has on its server.
  public static let name = "OVN_Northbound"

  /// The schema in full: a server can be started with it.
  public static let schema = DatabaseSchema(
    name: name, version: "7.19.0",
    rows: NBGlobal.self, SampleCollector.self, Sample.self, Copp.self, LogicalSwitch.self,
    LogicalSwitchPort.self, NetworkFunctionHealthCheck.self, NetworkFunction.self,
    NetworkFunctionGroup.self, LogicalSwitchPortHealthCheck.self, ForwardingGroup.self,
    AddressSet.self, PortGroup.self, LoadBalancer.self, LoadBalancerGroup.self,
    LoadBalancerHealthCheck.self, ACL.self, QoS.self, Mirror.self, MirrorRule.self, Meter.self,
    MeterBand.self, LogicalRouter.self, LogicalRouterPort.self, LogicalRouterStaticRoute.self,
    LogicalRouterPolicy.self, NAT.self, DHCPOptions.self, DHCPRelay.self, Connection.self,
    DNS.self, SSL.self, GatewayChassis.self, HAChassis.self, HAChassisGroup.self, BFD.self,
    StaticMACBinding.self, ChassisTemplateVar.self, SamplingApp.self)

  /// The table Connection.
  public typealias Connection = DatabaseConnection
  /// The table SSL.
  public typealias SSL = DatabaseSSL
}
