extension Predecessor {
  /// What differs in OVN_IC_Southbound 2.7.0 from 1.1.1: indexes and enumerations too.
  static let icSouthboundChanges = lines(
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
}
