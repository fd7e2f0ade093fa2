extension Predecessor {
  /// What OVN_Southbound 21.11.0 has that 20.27.0 has not, or otherwise.
  static let southboundChanges = lines(
    #"""
    + ACL_ID: root
    + ACL_ID.id: {"key":{"maxInteger":32767,"minInteger":0,"type":"integer"}}
    + Address_Set.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Advertised_MAC_Binding: root index datapath,logical_port,ip,mac
    + Advertised_MAC_Binding.datapath: {"key":{"refTable":"Datapath_Binding","type":"uuid"}}
    + Advertised_MAC_Binding.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Advertised_MAC_Binding.ip: "string"
    + Advertised_MAC_Binding.logical_port: {"key":{"refTable":"Port_Binding","type":"uuid"}}
    + Advertised_MAC_Binding.mac: "string"
    + Advertised_Route: root index datapath,logical_port,ip_prefix,tracked_port
    + Advertised_Route.datapath: {"key":{"refTable":"Datapath_Binding","type":"uuid"}}
    + Advertised_Route.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Advertised_Route.ip_prefix: "string"
    + Advertised_Route.logical_port: {"key":{"refTable":"Port_Binding","type":"uuid"}}
    + Advertised_Route.tracked_port: {"key":{"refTable":"Port_Binding","type":"uuid"},"min":0}
    + BFD.chassis_name: "string"
    DHCPv6_Options.type: {"key":{"enum":["set",["ipv6","mac","str"]],"type":"string"}} -> {"key":{"enum":["set",["domain","ipv6","mac","str"]],"type":"string"}}
    + DNS.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Datapath_Binding.nb_uuid: {"key":"uuid","min":0}
    + Datapath_Binding.type: {"key":{"enum":["set",["logical-router","logical-switch"]],"type":"string"},"min":0}
    + ECMP_Nexthop: root index nexthop,port
    + ECMP_Nexthop.datapath: {"key":{"refTable":"Datapath_Binding","type":"uuid"}}
    + ECMP_Nexthop.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + ECMP_Nexthop.mac: "string"
    + ECMP_Nexthop.nexthop: "string"
    + ECMP_Nexthop.port: {"key":{"refTable":"Port_Binding","type":"uuid"}}
    Encap.type: {"key":{"enum":["set",["geneve","stt","vxlan"]],"type":"string"}} -> {"key":{"enum":["set",["geneve","vxlan"]],"type":"string"}}
    + FDB.timestamp: "integer"
    + IGMP_Group.chassis_name: "string"
    + IGMP_Group.protocol: "string"
    + Learned_Route: root index datapath,logical_port,ip_prefix,nexthop
    + Learned_Route.datapath: {"key":{"refTable":"Datapath_Binding","type":"uuid"}}
    + Learned_Route.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Learned_Route.ip_prefix: "string"
    + Learned_Route.logical_port: {"key":{"refTable":"Port_Binding","type":"uuid"}}
    + Learned_Route.nexthop: "string"
    + Load_Balancer.lr_datapath_group: {"key":{"refTable":"Logical_DP_Group","type":"uuid"},"min":0}
    + Load_Balancer.ls_datapath_group: {"key":{"refTable":"Logical_DP_Group","type":"uuid"},"min":0}
    + Logical_Flow.flow_desc: {"key":"string","min":0}
    Logical_Flow.table_id: {"key":{"maxInteger":32,"minInteger":0,"type":"integer"}} -> {"key":{"maxInteger":34,"minInteger":0,"type":"integer"}}
    Mirror.filter: {"key":{"enum":["set",["from-lport","to-lport"]],"type":"string"}} -> {"key":{"enum":["set",["both","from-lport","to-lport"]],"type":"string"}}
    Mirror.type: {"key":{"enum":["set",["erspan","gre"]],"type":"string"}} -> {"key":{"enum":["set",["erspan","gre","local","lport"]],"type":"string"}}
    + Port_Binding.mirror_port: {"key":"string","min":0}
    + SB_Global.nb_cfg_timestamp: "integer"
    + SSL.ssl_ciphersuites: "string"
    + Service_Monitor.chassis_name: "string"
    + Service_Monitor.ic_learned: "boolean"
    + Service_Monitor.logical_input_port: "string"
    + Service_Monitor.mac: "string"
    Service_Monitor.protocol: {"key":{"enum":["set",["tcp","udp"]],"type":"string"},"min":0} -> {"key":{"enum":["set",["icmp","tcp","udp"]],"type":"string"},"min":0}
    + Service_Monitor.remote: "boolean"
    + Service_Monitor.type: {"key":{"enum":["set",["load-balancer","logical-switch-port","network-function"]],"type":"string"},"min":0}
    """#)
}
