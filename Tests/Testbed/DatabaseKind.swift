/// One of OVN's databases: where its schema lies and which tool edits it.
public struct DatabaseKind: Hashable, Sendable {
  /// The database's name in the OVSDB protocol.
  public var name: String
  /// The file with its schema.
  public var schemaFile: String
  /// The program that edits it, nil when there is none.
  public var tool: String?

  /// A database of any schema.
  public init(name: String, schemaFile: String, tool: String? = nil) {
    self.name = name
    self.schemaFile = schemaFile
    self.tool = tool
  }

  private static let folder = "/usr/share/ovn"

  public static let northbound = DatabaseKind(
    name: "OVN_Northbound", schemaFile: "\(folder)/ovn-nb.ovsschema", tool: "ovn-nbctl")
  public static let southbound = DatabaseKind(
    name: "OVN_Southbound", schemaFile: "\(folder)/ovn-sb.ovsschema", tool: "ovn-sbctl")
  /// IC-Northbound, as the distribution's release has it.
  public static let interconnectNorthbound = DatabaseKind(
    name: "OVN_IC_Northbound", schemaFile: "\(folder)/ovn-ic-nb.ovsschema", tool: "ovn-ic-nbctl")
  /// IC-Southbound, as the distribution's release has it.
  public static let interconnectSouthbound = DatabaseKind(
    name: "OVN_IC_Southbound", schemaFile: "\(folder)/ovn-ic-sb.ovsschema", tool: "ovn-ic-sbctl")
  public static let openVSwitch = DatabaseKind(
    name: "Open_vSwitch", schemaFile: "/usr/share/openvswitch/vswitch.ovsschema",
    tool: "ovs-vsctl")
}
