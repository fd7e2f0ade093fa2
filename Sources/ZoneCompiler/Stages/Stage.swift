/// A table of one of the four pipelines that logical flows are put into (ovn-northd(8), DESIGN).
///
/// A case is called what `external_ids:stage-name` calls it; ``StageTable`` says where it stands.
enum Stage: UInt8, CaseIterable, Hashable {
  // switch, ingress
  case lsInCheckPortSec, lsInApplyPortSec, lsInLookupFDB, lsInPutFDB, lsInPreACL, lsInPreLB,
    lsInPreStateful, lsInACLHint, lsInACL, lsInQoSMark, lsInQoSMeter, lsInLBAffCheck, lsInLB,
    lsInLBAffLearn, lsInPreHairpin, lsInNATHairpin, lsInHairpin, lsInACLAfterLB, lsInStateful,
    lsInARPRsp, lsInDHCPOptions, lsInDHCPResponse, lsInDNSLookup, lsInDNSResponse,
    lsInExternalPort, lsInL2Lkup, lsInL2Unknown
  // switch, egress
  case lsOutPreACL, lsOutPreLB, lsOutPreStateful, lsOutACLHint, lsOutACL, lsOutQoSMark,
    lsOutQoSMeter, lsOutStateful, lsOutCheckPortSec, lsOutApplyPortSec
  // router, ingress
  case lrInAdmission, lrInLookupNeighbor, lrInLearnNeighbor, lrInIPInput, lrInUnSNAT, lrInDefrag,
    lrInLBAffCheck, lrInDNAT, lrInLBAffLearn, lrInECMPStateful, lrInNDRAOptions,
    lrInNDRAResponse, lrInIPRoutingPre, lrInIPRouting, lrInIPRoutingECMP, lrInPolicy,
    lrInPolicyECMP, lrInARPResolve, lrInChkPktLen, lrInLargerPkts, lrInGwRedirect, lrInARPRequest
  // router, egress
  case lrOutChkDNATLocal, lrOutUnDNAT, lrOutPostUnDNAT, lrOutSNAT, lrOutPostSNAT, lrOutEgrLoop,
    lrOutDelivery
}

extension Stage {
  /// The pipeline, as `Logical_Flow.pipeline` calls it.
  enum Pipeline: String { case ingress, egress }

  /// What kind of datapath a stage belongs to.
  enum Datapath { case logicalSwitch, router }

  /// Where a stage stands.
  struct Place: Equatable {
    let datapath: Datapath
    let pipeline: Pipeline
    let table: Int
    let name: String
  }

  var place: Place { StageTable.places[Int(rawValue)] }
  var pipeline: Pipeline { place.pipeline }
  /// `Logical_Flow.table_id`.
  var table: Int { place.table }
  var name: String { place.name }
}
