import Foundation

/// Texts of the requests, on OVN's Northbound schema.
enum Workload {
  static let schemaFile = "/usr/share/ovn/ovn-nb.ovsschema"

  /// A switch with a name and two external identifiers.
  static func row(_ number: Int) -> String {
    #"{"name":"ls\#(number)","external_ids":\#(map(number))}"#
  }

  private static func map(_ number: Int) -> String {
    #"["map",[["neutron:network_name","network-\#(number)"],["neutron:revision_number","\#(number)"]]]"#
  }

  static func insert(_ number: Int) -> String {
    #"{"op":"insert","table":"Logical_Switch","row":\#(row(number))}"#
  }

  static func inserts(_ numbers: Range<Int>) -> String {
    numbers.map(insert).joined(separator: ",")
  }

  /// The operations with one that asks for them to be on disk before they are answered. Our server
  /// answers nothing earlier; ovsdb-server does unless it is asked.
  static func durable(_ operations: String) -> String {
    operations + #",{"op":"commit","durable":true}"#
  }

  /// A switch with many ports.
  static func ports(_ numbers: Range<Int>) -> String {
    let ports = numbers.map {
      #"{"op":"insert","table":"Logical_Switch_Port","uuid-name":"p\#($0)","row":{"name":"lsp\#($0)"}}"#
    }
    let names = numbers.map { #"["named-uuid","p\#($0)"]"# }.joined(separator: ",")
    return ports.joined(separator: ",")
      + #",{"op":"insert","table":"Logical_Switch","row":{"name":"big","ports":["set",[\#(names)]]}}"#
  }

  /// One more port of a switch.
  static func addPort(_ number: Int, to uuid: String) -> String {
    #"""
    {"op":"insert","table":"Logical_Switch_Port","uuid-name":"p","row":{"name":"lsp\#(number)"}},\#
    {"op":"mutate","table":"Logical_Switch","where":[["_uuid","==",["uuid","\#(uuid)"]]],\#
    "mutations":[["ports","insert",["named-uuid","p"]]]}
    """#
  }

  /// One port less.
  static func removePort(_ port: String, from uuid: String) -> String {
    #"""
    {"op":"mutate","table":"Logical_Switch","where":[["_uuid","==",["uuid","\#(uuid)"]]],\#
    "mutations":[["ports","delete",["uuid","\#(port)"]]]}
    """#
  }

  /// Parameters of `monitor_cond_since`, for columns of all switches.
  static func monitor(
    _ columns: String, since transaction: String
  ) -> String {
    #"""
    ["OVN_Northbound","m",{"Logical_Switch":[{"columns":[\#(columns)]}]},"\#(transaction)"]
    """#
  }

  /// The UUIDs of the rows that a transaction's operations inserted.
  static func uuids(in reply: [UInt8]) -> [String] {
    String(decoding: reply, as: UTF8.self).components(separatedBy: #"["uuid",""#).dropFirst().map {
      String($0.prefix(36))
    }
  }

  /// A transaction that no server knows.
  static let unknownTransaction = "00000000-0000-0000-0000-000000000000"

  /// The transaction's identifier in the reply to `monitor_cond_since`, `[found, id, updates]`.
  static func transaction(in reply: [UInt8]) -> String? {
    let text = String(decoding: reply, as: UTF8.self)
    guard let start = text.range(of: "\"result\":[")?.upperBound else { return nil }
    let fields = text[start...].split(
      separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return fields.count > 2 ? String(fields[1]) : nil
  }
}
