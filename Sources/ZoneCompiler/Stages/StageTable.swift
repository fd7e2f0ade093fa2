/// The four pipelines of ovn-northd 23.03: the position of a stage is its `table_id`.
///
/// Databases, `ovn-trace` and people who read flows know these numbers and names, so they are the real
/// northd's.
enum StageTable {
  /// What happens to a packet that a logical switch gets from a port.
  static let switchIngress: [(Stage, name: String)] = [
    (.lsInCheckPortSec, "ls_in_check_port_sec"),
    (.lsInApplyPortSec, "ls_in_apply_port_sec"),
    (.lsInLookupFDB, "ls_in_lookup_fdb"),
    (.lsInPutFDB, "ls_in_put_fdb"),
    (.lsInPreACL, "ls_in_pre_acl"),
    (.lsInPreLB, "ls_in_pre_lb"),
    (.lsInPreStateful, "ls_in_pre_stateful"),
    (.lsInACLHint, "ls_in_acl_hint"),
    (.lsInACL, "ls_in_acl"),
    (.lsInQoSMark, "ls_in_qos_mark"),
    (.lsInQoSMeter, "ls_in_qos_meter"),
    (.lsInLBAffCheck, "ls_in_lb_aff_check"),
    (.lsInLB, "ls_in_lb"),
    (.lsInLBAffLearn, "ls_in_lb_aff_learn"),
    (.lsInPreHairpin, "ls_in_pre_hairpin"),
    (.lsInNATHairpin, "ls_in_nat_hairpin"),
    (.lsInHairpin, "ls_in_hairpin"),
    (.lsInACLAfterLB, "ls_in_acl_after_lb"),
    (.lsInStateful, "ls_in_stateful"),
    (.lsInARPRsp, "ls_in_arp_rsp"),
    (.lsInDHCPOptions, "ls_in_dhcp_options"),
    (.lsInDHCPResponse, "ls_in_dhcp_response"),
    (.lsInDNSLookup, "ls_in_dns_lookup"),
    (.lsInDNSResponse, "ls_in_dns_response"),
    (.lsInExternalPort, "ls_in_external_port"),
    (.lsInL2Lkup, "ls_in_l2_lkup"),
    (.lsInL2Unknown, "ls_in_l2_unknown"),
  ]

  /// What happens to a packet for each port that the switch sends it to.
  static let switchEgress: [(Stage, name: String)] = [
    (.lsOutPreACL, "ls_out_pre_acl"),
    (.lsOutPreLB, "ls_out_pre_lb"),
    (.lsOutPreStateful, "ls_out_pre_stateful"),
    (.lsOutACLHint, "ls_out_acl_hint"),
    (.lsOutACL, "ls_out_acl"),
    (.lsOutQoSMark, "ls_out_qos_mark"),
    (.lsOutQoSMeter, "ls_out_qos_meter"),
    (.lsOutStateful, "ls_out_stateful"),
    (.lsOutCheckPortSec, "ls_out_check_port_sec"),
    (.lsOutApplyPortSec, "ls_out_apply_port_sec"),
  ]

  /// What happens to a packet that a logical router gets from a port.
  static let routerIngress: [(Stage, name: String)] = [
    (.lrInAdmission, "lr_in_admission"),
    (.lrInLookupNeighbor, "lr_in_lookup_neighbor"),
    (.lrInLearnNeighbor, "lr_in_learn_neighbor"),
    (.lrInIPInput, "lr_in_ip_input"),
    (.lrInUnSNAT, "lr_in_unsnat"),
    (.lrInDefrag, "lr_in_defrag"),
    (.lrInLBAffCheck, "lr_in_lb_aff_check"),
    (.lrInDNAT, "lr_in_dnat"),
    (.lrInLBAffLearn, "lr_in_lb_aff_learn"),
    (.lrInECMPStateful, "lr_in_ecmp_stateful"),
    (.lrInNDRAOptions, "lr_in_nd_ra_options"),
    (.lrInNDRAResponse, "lr_in_nd_ra_response"),
    (.lrInIPRoutingPre, "lr_in_ip_routing_pre"),
    (.lrInIPRouting, "lr_in_ip_routing"),
    (.lrInIPRoutingECMP, "lr_in_ip_routing_ecmp"),
    (.lrInPolicy, "lr_in_policy"),
    (.lrInPolicyECMP, "lr_in_policy_ecmp"),
    (.lrInARPResolve, "lr_in_arp_resolve"),
    (.lrInChkPktLen, "lr_in_chk_pkt_len"),
    (.lrInLargerPkts, "lr_in_larger_pkts"),
    (.lrInGwRedirect, "lr_in_gw_redirect"),
    (.lrInARPRequest, "lr_in_arp_request"),
  ]

  /// What happens to a packet that a router sends to a port.
  static let routerEgress: [(Stage, name: String)] = [
    (.lrOutChkDNATLocal, "lr_out_chk_dnat_local"),
    (.lrOutUnDNAT, "lr_out_undnat"),
    (.lrOutPostUnDNAT, "lr_out_post_undnat"),
    (.lrOutSNAT, "lr_out_snat"),
    (.lrOutPostSNAT, "lr_out_post_snat"),
    (.lrOutEgrLoop, "lr_out_egr_loop"),
    (.lrOutDelivery, "lr_out_delivery"),
  ]

  /// Every stage's place, in the order of the cases of ``Stage``.
  static let places: [Stage.Place] =
    places(of: switchIngress, .logicalSwitch, .ingress)
    + places(of: switchEgress, .logicalSwitch, .egress)
    + places(of: routerIngress, .router, .ingress)
    + places(of: routerEgress, .router, .egress)

  private static func places(
    of stages: [(Stage, name: String)], _ datapath: Stage.Datapath, _ pipeline: Stage.Pipeline
  ) -> [Stage.Place] {
    stages.enumerated().map { table, stage in
      Stage.Place(datapath: datapath, pipeline: pipeline, table: table, name: stage.name)
    }
  }

  /// The stage at that place of a datapath of that kind, if there is one.
  static func stage(_ datapath: Stage.Datapath, _ pipeline: Stage.Pipeline, table: Int) -> Stage? {
    let stages =
      switch (datapath, pipeline) {
      case (.logicalSwitch, .ingress): switchIngress
      case (.logicalSwitch, .egress): switchEgress
      case (.router, .ingress): routerIngress
      case (.router, .egress): routerEgress
      }
    return stages.indices.contains(table) ? stages[table].0 : nil
  }
}
