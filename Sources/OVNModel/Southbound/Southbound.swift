public import OVSDB

/// OVN_Southbound: where one availability zone's logical network meets its chassis (ovn-sb(5)).
///
/// Only the tables and columns are declared that interconnection reads or writes. The newest types
/// are: an older server may lack a column, or constrain it otherwise.
public enum Southbound {
  /// The name the database has on its server.
  public static let name = "OVN_Southbound"

  /// What is declared of its tables.
  public static let tables = DatabaseSchema(
    name: name, version: "",
    rows: SBGlobal.self, Chassis.self, Encap.self, DatapathBinding.self, PortBinding.self,
    ServiceMonitor.self, LearnedRoute.self, AddressSet.self
  ).tables
}
