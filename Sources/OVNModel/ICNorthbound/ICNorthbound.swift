public import OVSDB

/// OVN_IC_Northbound: what the operator wants to exist in every availability zone (ovn-ic-nb(5)).
public enum ICNorthbound {
  /// The name the database has on its server.
  public static let name = "OVN_IC_Northbound"

  /// The schema in full: a server can be started with it.
  public static let schema = DatabaseSchema(
    name: name, version: "1.4.0",
    rows: ICNBGlobal.self, TransitSwitch.self, TransitSwitchPort.self, TransitRouter.self,
    TransitRouterPort.self, Connection.self, SSL.self)

  /// The table Connection.
  public typealias Connection = DatabaseConnection
  /// The table SSL.
  public typealias SSL = DatabaseSSL
}
