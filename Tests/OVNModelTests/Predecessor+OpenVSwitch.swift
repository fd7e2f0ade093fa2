extension Predecessor {
  /// What Open_vSwitch 8.8.0 has that 8.3.1 has not, or otherwise.
  static let openVSwitchChanges = lines(
    #"""
    + CT_Zone.limit: {"key":{"maxInteger":4294967295,"minInteger":0,"type":"integer"},"min":0}
    + Datapath.ct_zone_default_limit: {"key":{"maxInteger":4294967295,"minInteger":0,"type":"integer"},"min":0}
    + Flow_Sample_Collector_Set.local_group_id: {"key":{"maxInteger":4294967295,"minInteger":0,"type":"integer"},"min":0}
    Flow_Table.prefixes: {"key":"string","max":3,"min":0} -> {"key":"string","max":4,"min":0}
    + IPFIX.stats_interval: {"key":{"maxInteger":3600,"minInteger":1,"type":"integer"},"min":0}
    + IPFIX.template_interval: {"key":{"maxInteger":3600,"minInteger":1,"type":"integer"},"min":0}
    + Mirror.filter: {"key":"string","min":0}
    """#)
}
