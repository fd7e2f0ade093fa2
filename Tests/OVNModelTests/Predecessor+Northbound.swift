extension Predecessor {
  /// What OVN_Northbound 7.19.0 has that 7.0.0 has not, or otherwise.
  static let northboundChanges = lines(
    #"""
    ACL.action: {"key":{"enum":["set",["allow","allow-related","allow-stateless","drop","reject"]],"type":"string"}} -> {"key":{"enum":["set",["allow","allow-related","allow-stateless","drop","pass","reject"]],"type":"string"}}
    + ACL.network_function_group: {"key":{"refTable":"Network_Function_Group","type":"uuid"},"min":0}
    + ACL.sample_est: {"key":{"refTable":"Sample","type":"uuid"},"min":0}
    + ACL.sample_new: {"key":{"refTable":"Sample","type":"uuid"},"min":0}
    + ACL.tier: {"key":{"maxInteger":3,"minInteger":0,"type":"integer"}}
    + Address_Set.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + DHCP_Relay: root
    + DHCP_Relay.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + DHCP_Relay.name: "string"
    + DHCP_Relay.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + DHCP_Relay.servers: {"key":"string","min":0}
    + DNS.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    Load_Balancer.selection_fields: {"key":{"enum":["set",["eth_dst","eth_src","ip_dst","ip_src","tp_dst","tp_src"]],"type":"string"},"max":"unlimited","min":0} -> {"key":{"enum":["set",["eth_dst","eth_src","ip_dst","ip_src","ipv6_dst","ipv6_src","tp_dst","tp_src"]],"type":"string"},"max":"unlimited","min":0}
    Logical_Router_Policy.action: {"key":{"enum":["set",["allow","drop","reroute"]],"type":"string"}} -> {"key":{"enum":["set",["allow","drop","jump","reroute"]],"type":"string"}}
    + Logical_Router_Policy.bfd_sessions: {"key":{"refTable":"BFD","refType":"weak","type":"uuid"},"max":"unlimited","min":0}
    + Logical_Router_Policy.chain: {"key":"string","min":0}
    + Logical_Router_Policy.jump_chain: {"key":"string","min":0}
    + Logical_Router_Policy.output_port: {"key":{"refTable":"Logical_Router_Port","refType":"weak","type":"uuid"},"min":0}
    + Logical_Router_Port.dhcp_relay: {"key":{"refTable":"DHCP_Relay","type":"uuid"},"min":0}
    Logical_Router_Port.networks: {"key":"string","max":"unlimited"} -> {"key":"string","max":"unlimited","min":0}
    + Logical_Router_Port.status: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Logical_Router_Static_Route.selection_fields: {"key":{"enum":["set",["eth_dst","eth_src","ip_dst","ip_proto","ip_src","ipv6_dst","ipv6_src","tp_dst","tp_src"]],"type":"string"},"max":"unlimited","min":0}
    + Logical_Switch_Port.health_checks: {"key":{"refTable":"Logical_Switch_Port_Health_Check","type":"uuid"},"max":"unlimited","min":0}
    + Logical_Switch_Port.peer: {"key":"string","min":0}
    + Logical_Switch_Port_Health_Check: 
    + Logical_Switch_Port_Health_Check.address: "string"
    + Logical_Switch_Port_Health_Check.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Logical_Switch_Port_Health_Check.port: {"key":{"maxInteger":65535,"minInteger":0,"type":"integer"}}
    + Logical_Switch_Port_Health_Check.protocol: {"key":{"enum":["set",["icmp","tcp","udp"]],"type":"string"}}
    + Logical_Switch_Port_Health_Check.src_ip: "string"
    + Logical_Switch_Port_Health_Check.status: {"key":{"enum":["set",["error","offline","online"]],"type":"string"},"min":0}
    Mirror.filter: {"key":{"enum":["set",["from-lport","to-lport"]],"type":"string"}} -> {"key":{"enum":["set",["both","from-lport","to-lport"]],"type":"string"}}
    + Mirror.mirror_rules: {"key":{"refTable":"Mirror_Rule","type":"uuid"},"max":"unlimited","min":0}
    Mirror.type: {"key":{"enum":["set",["erspan","gre"]],"type":"string"}} -> {"key":{"enum":["set",["erspan","gre","local","lport"]],"type":"string"}}
    + Mirror_Rule: 
    + Mirror_Rule.action: {"key":{"enum":["set",["mirror","skip"]],"type":"string"}}
    + Mirror_Rule.match: "string"
    + Mirror_Rule.priority: {"key":{"maxInteger":32767,"minInteger":0,"type":"integer"}}
    + NAT.match: "string"
    + NAT.priority: {"key":{"maxInteger":32767,"minInteger":0,"type":"integer"}}
    + Network_Function: root index name index id
    + Network_Function.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Network_Function.health_check: {"key":{"refTable":"Network_Function_Health_Check","type":"uuid"},"min":0}
    + Network_Function.id: {"key":{"maxInteger":255,"minInteger":1,"type":"integer"}}
    + Network_Function.inport: {"key":{"refTable":"Logical_Switch_Port","type":"uuid"}}
    + Network_Function.name: "string"
    + Network_Function.outport: {"key":{"refTable":"Logical_Switch_Port","type":"uuid"},"min":0}
    + Network_Function_Group: root index name index id
    + Network_Function_Group.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Network_Function_Group.fallback: {"key":{"enum":["set",["fail-close","fail-open"]],"type":"string"},"min":0}
    + Network_Function_Group.id: {"key":{"maxInteger":255,"minInteger":1,"type":"integer"}}
    + Network_Function_Group.mode: {"key":{"enum":["set",["inline","vtap"]],"type":"string"}}
    + Network_Function_Group.name: "string"
    + Network_Function_Group.network_function: {"key":{"refTable":"Network_Function","type":"uuid"},"max":"unlimited","min":0}
    + Network_Function_Group.network_function_active: {"key":{"refTable":"Network_Function","type":"uuid"},"min":0}
    + Network_Function_Health_Check: index name
    + Network_Function_Health_Check.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Network_Function_Health_Check.name: "string"
    + Network_Function_Health_Check.options: {"key":"string","max":"unlimited","min":0,"value":"string"}
    QoS.action: {"key":{"enum":"dscp","type":"string"},"max":"unlimited","min":0,"value":{"maxInteger":63,"minInteger":0,"type":"integer"}} -> {"key":{"enum":["set",["dscp","mark"]],"type":"string"},"max":"unlimited","min":0,"value":{"maxInteger":4294967295,"minInteger":0,"type":"integer"}}
    + SSL.ssl_ciphersuites: "string"
    + Sample: index metadata
    + Sample.collectors: {"key":{"refTable":"Sample_Collector","type":"uuid"},"max":"unlimited","min":0}
    + Sample.metadata: {"key":{"maxInteger":4294967295,"minInteger":1,"type":"integer"}}
    + Sample_Collector: root index id
    + Sample_Collector.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Sample_Collector.id: {"key":{"maxInteger":255,"minInteger":1,"type":"integer"}}
    + Sample_Collector.name: "string"
    + Sample_Collector.probability: {"key":{"maxInteger":65535,"minInteger":0,"type":"integer"}}
    + Sample_Collector.set_id: {"key":{"maxInteger":4294967295,"minInteger":1,"type":"integer"}}
    + Sampling_App: root index type
    + Sampling_App.external_ids: {"key":"string","max":"unlimited","min":0,"value":"string"}
    + Sampling_App.id: {"key":{"maxInteger":255,"minInteger":1,"type":"integer"}}
    + Sampling_App.type: {"key":{"enum":["set",["acl-est","acl-new","drop"]],"type":"string"}}
    """#)
}
