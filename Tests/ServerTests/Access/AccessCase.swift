/// Operations that a client asks for, one case after the other, from an empty database on.
struct AccessCase: Sendable {
  let client: GuardedDatabase.Client
  /// The elements of a JSON array.
  let operations: String

  private init(_ client: GuardedDatabase.Client, _ operations: String) {
    self.client = client
    self.operations = operations
  }

  static let all =
    chassis + updates + unauthorized + insertsAndDeletes + bindings + others + kept + transactions

  private static func chassis(_ name: String) -> String {
    #"""
    {"op":"insert","table":"Encap","uuid-name":"e","row":{"type":"geneve","ip":"ip of \#(name)",
     "chassis_name":"\#(name)"}},
    {"op":"insert","table":"Chassis","row":{"name":"\#(name)","hostname":"h",
     "encaps":["set",[["named-uuid","e"]]]}}
    """#
  }

  private static let chassis = [
    AccessCase(.chassis, chassis("localhost")),
    AccessCase(.chassis, chassis("client")),
    AccessCase(.neighbour, chassis("client")),
    AccessCase(.neighbour, chassis("localhost")),
    AccessCase(.nameless, chassis("nobody")),
    AccessCase(.unknown, chassis("client")),
    AccessCase(.chassis, #"{"op":"insert","table":"Chassis","row":{}}"#),
  ]

  private static func update(_ table: String, _ condition: String, _ row: String) -> String {
    #"{"op":"update","table":"\#(table)","where":[\#(condition)],"row":{\#(row)}}"#
  }

  private static let updates = [
    AccessCase(.chassis, update("Chassis", #"["name","==","client"]"#, #""nb_cfg":3"#)),
    AccessCase(.chassis, update("Chassis", #"["name","==","localhost"]"#, #""nb_cfg":3"#)),
    AccessCase(.chassis, update("Chassis", "", #""nb_cfg":3"#)),
    AccessCase(.chassis, update("Chassis", #"["name","==","absent"]"#, #""nb_cfg":3"#)),
    AccessCase(.chassis, update("Chassis", #"["name","==","client"]"#, #""hostname":"x""#)),
    AccessCase(
      .chassis, update("Chassis", #"["name","==","client"]"#, #""nb_cfg":4,"hostname":"x""#)),
    AccessCase(.chassis, update("Chassis", #"["name","==","client"]"#, "")),
    AccessCase(.neighbour, update("Chassis", #"["name","==","client"]"#, "")),
    AccessCase(.chassis, update("Chassis", #"["name","==","client"]"#, #""name":"other""#)),
    AccessCase(.nameless, update("Chassis", #"["name","==","absent"]"#, #""nb_cfg":3"#)),
    AccessCase(.unknown, update("Chassis", #"["name","==","absent"]"#, #""nb_cfg":3"#)),
    AccessCase(.chassis, update("SB_Global", "", #""nb_cfg":3"#)),
    AccessCase(.chassis, update("Encap", #"["ip","==","ip of client"]"#, #""ip":"192.0.2.2""#)),
    AccessCase(
      .chassis, update("Encap", #"["chassis_name","==","client"]"#, #""ip":"192.0.2.2""#)),
  ]

  private static let unauthorized = [
    AccessCase(
      .chassis,
      #"{"op":"mutate","table":"Chassis","where":[["name","==","client"]],"#
        + #""mutations":[["nb_cfg","+=",1]]}"#),
    AccessCase(
      .chassis,
      #"{"op":"mutate","table":"Chassis","where":[["name","==","localhost"]],"#
        + #""mutations":[["nb_cfg","+=",1]]}"#),
    AccessCase(
      .chassis,
      #"{"op":"mutate","table":"Chassis","where":[["name","==","client"]],"#
        + #""mutations":[["nb_cfg","+=",1],["transport_zones","insert","z"],"#
        + #"["vtep_logical_switches","insert","v"]]}"#),
    AccessCase(
      .chassis,
      #"{"op":"mutate","table":"Chassis","where":[],"mutations":[]}"#),
    AccessCase(
      .nameless,
      #"{"op":"mutate","table":"MAC_Binding","where":[],"mutations":[["ip","+=",1]]}"#),
    AccessCase(
      .chassis,
      #"{"op":"mutate","table":"Logical_Flow","where":[],"mutations":[["priority","+=",1]]}"#),
  ]

  private static let insertsAndDeletes = [
    AccessCase(
      .chassis,
      #"{"op":"insert","table":"Datapath_Binding","row":{"tunnel_key":1}}"#),
    AccessCase(.chassis, #"{"op":"delete","table":"Chassis","where":[["name","==","localhost"]]}"#),
    AccessCase(.chassis, #"{"op":"delete","table":"Chassis","where":[]}"#),
    AccessCase(.chassis, #"{"op":"delete","table":"Chassis","where":[["name","==","absent"]]}"#),
    AccessCase(.chassis, #"{"op":"delete","table":"SB_Global","where":[]}"#),
    AccessCase(.nameless, #"{"op":"delete","table":"Chassis","where":[["name","==","absent"]]}"#),
    AccessCase(
      .neighbour, #"{"op":"delete","table":"Chassis","where":[["name","==","localhost"]]}"#),
  ]

  private static let bindings = [
    AccessCase(
      .chassis,
      #"{"op":"insert","table":"Port_Binding","row":{"logical_port":"p","tunnel_key":1}}"#),
    AccessCase(.chassis, update("Port_Binding", "", #""up":true"#)),
    AccessCase(.chassis, update("Port_Binding", "", #""mac":"x""#)),
    AccessCase(.chassis, #"{"op":"delete","table":"Port_Binding","where":[]}"#),
    AccessCase(.chassis, #"{"op":"delete","table":"MAC_Binding","where":[]}"#),
    AccessCase(.chassis, #"{"op":"select","table":"SB_Global","where":[],"columns":["nb_cfg"]}"#),
    AccessCase(.nameless, #"{"op":"select","table":"Encap","where":[],"columns":["ip"]}"#),
    AccessCase(
      .nameless,
      #"{"op":"wait","table":"Encap","where":[],"columns":["ip"],"until":"!=","rows":[],"timeout":0}"#
    ),
  ]

  private static let others = [
    AccessCase(
      .keeper, #"{"op":"insert","table":"Address_Set","row":{"name":"a"}}"#),
    AccessCase(
      .keeper, update("Address_Set", "", #""addresses":"192.0.2.1""#)),
    AccessCase(.keeper, update("Address_Set", "", #""name":"b""#)),
    AccessCase(.keeper, #"{"op":"delete","table":"Address_Set","where":[]}"#),
    AccessCase(.keeper, #"{"op":"insert","table":"DNS","row":{}}"#),
    AccessCase(
      .keeper,
      #"{"op":"insert","table":"DNS","row":{"external_ids":["map",[["client","client"]]]}}"#),
  ]

  private static func binding(_ key: Int, _ columns: String) -> String {
    #"""
    {"op":"insert","table":"Datapath_Binding","uuid-name":"d","row":{"tunnel_key":\#(key)}},
    {"op":"insert","table":"Port_Binding","row":{"logical_port":"p\#(key)","tunnel_key":\#(key),
     "datapath":["named-uuid","d"],\#(columns)}}
    """#
  }

  private static let kept = [
    AccessCase(.keeper, binding(1, #""type":"client""#)),
    AccessCase(
      .keeper,
      #"{"op":"insert","table":"Port_Binding","row":{"logical_port":"p","tunnel_key":1,"#
        + #""options":["map",[["owner","client"]]]}}"#),
    AccessCase(
      .keeper,
      #"{"op":"insert","table":"Port_Binding","row":{"logical_port":"p","tunnel_key":1,"#
        + #""options":["map",[["owner","other"]]]}}"#),
    AccessCase(
      .keeper,
      #"{"op":"insert","table":"Chassis","row":{"name":"z","transport_zones":"client"}}"#),
    AccessCase(
      .keeper,
      #"{"op":"insert","table":"Chassis","row":{"name":"z","transport_zones":["set",["client","b"]]}}"#
    ),
    AccessCase(.keeper, update("Chassis", #"["name","==","client"]"#, #""nb_cfg":9"#)),
  ]

  /// What a transaction changed before counts, and a failure undoes all of it.
  private static let transactions = [
    AccessCase(
      .chassis,
      update("Chassis", #"["name","==","client"]"#, #""nb_cfg":20"#) + ","
        + update("Chassis", #"["name","==","client"]"#, #""hostname":"x""#)),
    AccessCase(
      .neighbour,
      chassis("localhost") + "," + update("Chassis", #"["name","==","localhost"]"#, #""nb_cfg":21"#)
        + #","# + #"{"op":"delete","table":"Chassis","where":[["name","==","localhost"]]}"#),
    AccessCase(.chassis, #"{"op":"delete","table":"Chassis","where":[["name","==","client"]]}"#),
  ]
}
