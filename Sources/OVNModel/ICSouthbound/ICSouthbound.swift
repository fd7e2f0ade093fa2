public import OVSDB

/// OVN_IC_Southbound: what each availability zone publishes to the others (ovn-ic-sb(5)).
public enum ICSouthbound {
  /// The name the database has on its server.
  public static let name = "OVN_IC_Southbound"

  /// The schema in full: a server can be started with it.
  public static let schema = DatabaseSchema(
    name: name, version: "2.7.0",
    rows: ICSBGlobal.self, AvailabilityZone.self, Gateway.self, Encap.self, DatapathBinding.self,
    PortBinding.self, Route.self, ServiceMonitor.self, AddressSet.self, Connection.self, SSL.self)

  /// The table Connection.
  public typealias Connection = DatabaseConnection
  /// The table SSL.
  public typealias SSL = DatabaseSSL
}
