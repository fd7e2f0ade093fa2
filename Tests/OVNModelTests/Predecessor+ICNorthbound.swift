extension Predecessor {
  /// What OVN_IC_Northbound 1.4.0 has that 1.0.0 has not.
  static let icNorthboundChanges = lines(
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
}
