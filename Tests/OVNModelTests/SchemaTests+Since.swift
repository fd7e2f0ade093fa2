/// What upstream has changed since the distribution's release (OVN 23.03), a fact a line.
///
/// `+` is a table or column that is new, `->` one that is declared otherwise now.
extension SchemaTests {
  /// What OVN_IC_Northbound 1.4.0 has that 1.0.0 has not.
  static let icNorthboundSince = lines(
    #"""
    + IC_NB_Global.nb_ic_cfg: "integer"
    + IC_NB_Global.sb_ic_cfg: "integer"
    + SSL.ssl_ciphersuites: "string"
    + Transit_Router: root index name
    + Transit_Router.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Transit_Router.name: "string"
    + Transit_Router.other_config: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Transit_Router.ports: {"key":{"refTable":"Transit_Router_Port","type":"uuid"},"max":"unlimited","min":0}
    + Transit_Router_Port: index name
    + Transit_Router_Port.chassis: "string"
    + Transit_Router_Port.mac: "string"
    + Transit_Router_Port.name: "string"
    + Transit_Router_Port.networks: {"key":"string","max":"unlimited","min":0}
    + Transit_Router_Port.other_config: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Transit_Router_Port.tr_uuid: "uuid"
    + Transit_Switch.ports: {"key":{"refTable":"Transit_Switch_Port","type":"uuid"},"max":"unlimited","min":0}
    + Transit_Switch_Port: index name
    + Transit_Switch_Port.addresses: {"key":"string","max":"unlimited","min":0}
    + Transit_Switch_Port.chassis: "string"
    + Transit_Switch_Port.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Transit_Switch_Port.name: "string"
    + Transit_Switch_Port.other_config: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Transit_Switch_Port.peer: "string"
    + Transit_Switch_Port.type: "string"
    """#)

  /// What differs in OVN_IC_Southbound 2.7.0 from 1.1.1: indexes and enumerations too.
  static let icSouthboundSince = lines(
    #"""
    + Address_Set: root index name,availability_zone
    + Address_Set.addresses: {"key":"string","max":"unlimited","min":0}
    + Address_Set.availability_zone: {"key":{"refTable":"Availability_Zone","type":"uuid"}}
    + Address_Set.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Address_Set.name: "string"
    + Availability_Zone.nb_ic_cfg: "integer"
    Datapath_Binding: root index tunnel_key -> root index nb_ic_uuid,tunnel_key
    + Datapath_Binding.nb_ic_uuid: {"key":"uuid","min":0}
    + Datapath_Binding.type: {"key":{"enum":["set",["transit-router","transit-switch"]],"type":"string"},"min":0}
    Encap.type: {"key":{"enum":["set",["geneve","stt","vxlan"]],"type":"string"}} -> {"key":{"enum":["set",["geneve","vxlan"]],"type":"string"}}
    + IC_SB_Global.nb_ic_cfg: "integer"
    + Port_Binding.nb_ic_uuid: {"key":"uuid","min":0}
    + Port_Binding.type: {"key":{"enum":["set",["transit-router-port","transit-switch-port"]],"type":"string"},"min":0}
    + Route.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    Route.origin: {"key":{"enum":["set",["connected","static"]],"type":"string"}} -> {"key":{"enum":["set",["connected","connected-dynamic","loadbalancer","static"]],"type":"string"}}
    + SSL.ssl_ciphersuites: "string"
    + Service_Monitor: root
    + Service_Monitor.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Service_Monitor.ip: "string"
    + Service_Monitor.logical_port: "string"
    + Service_Monitor.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Service_Monitor.port: {"key":{"maxInteger":65535,"minInteger":0,"type":"integer"}}
    + Service_Monitor.protocol: {"key":{"enum":["set",["tcp","udp"]],"type":"string"},"min":0}
    + Service_Monitor.source_availability_zone: "string"
    + Service_Monitor.src_ip: "string"
    + Service_Monitor.src_mac: "string"
    + Service_Monitor.status: {"key":{"enum":["set",["error","offline","online"]],"type":"string"},"min":0}
    + Service_Monitor.target_availability_zone: "string"
    + Service_Monitor.type: {"key":{"enum":"load-balancer","type":"string"},"min":0}
    """#)

  /// What differs in the declared columns of OVN_Northbound from 7.0.0.
  static let northboundSince = lines(
    #"""
    Logical_Router_Port.networks: {"key":"string","max":"unlimited"} -> {"key":"string","max":"unlimited","min":0}
    + Logical_Switch_Port.peer: {"key":"string","min":0}
    """#)

  /// What differs in the declared columns of OVN_Southbound from 20.27.0.
  static let southboundSince = lines(
    #"""
    + Address_Set.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Datapath_Binding.nb_uuid: {"key":"uuid","min":0}
    + Datapath_Binding.type: {"key":{"enum":["set",["logical-router","logical-switch"]],"type":"string"},"min":0}
    Encap.type: {"key":{"enum":["set",["geneve","stt","vxlan"]],"type":"string"}} -> {"key":{"enum":["set",["geneve","vxlan"]],"type":"string"}}
    + Learned_Route: root
    + Learned_Route.datapath: {"key":{"refTable":"Datapath_Binding","type":"uuid"}}
    + Learned_Route.ip_prefix: "string"
    + Service_Monitor.chassis_name: "string"
    + Service_Monitor.ic_learned: "boolean"
    Service_Monitor.protocol: {"key":{"enum":["set",["tcp","udp"]],"type":"string"},"min":0} -> {"key":{"enum":["set",["icmp","tcp","udp"]],"type":"string"},"min":0}
    + Service_Monitor.remote: "boolean"
    + Service_Monitor.type: {"key":{"enum":["set",["load-balancer","logical-switch-port","network-function"]],"type":"string"},"min":0}
    """#)

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}
