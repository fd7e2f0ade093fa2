public import OVSDB

/// OVN_Northbound: the logical network of one availability zone (ovn-nb(5)).
///
/// Only the tables and columns are declared that interconnection reads or writes. The newest types
/// are: an older server may lack a column, or constrain it otherwise.
public enum Northbound {
  /// The name the database has on its server.
  public static let name = "OVN_Northbound"

  /// What is declared of its tables.
  public static let tables = DatabaseSchema(
    name: name, version: "",
    rows: NBGlobal.self, LogicalSwitch.self, LogicalSwitchPort.self, LogicalRouter.self,
    LogicalRouterPort.self, LogicalRouterStaticRoute.self, LoadBalancer.self,
    LoadBalancerGroup.self, AddressSet.self
  ).tables
}
