/// Address translation and load balancing on a router (ovn-northd(8), router ingress tables 4 to 9,
/// egress tables 0 to 5).
extension FlowBuilder {
  mutating func addTranslationDefaults() {
    for stage: Stage in [
      .lrInUnSNAT, .lrInDefrag, .lrInLBAffCheck, .lrInDNAT, .lrInLBAffLearn, .lrInECMPStateful,
      .lrOutUnDNAT, .lrOutPostUnDNAT, .lrOutSNAT, .lrOutPostSNAT, .lrOutEgrLoop,
    ] {
      addDefault(stage)
    }
    add(.lrOutChkDNATLocal, 0, match: "1", actions: "reg9[4] = 0; next;")
    // What ovn-controller asks neighbours itself need not be tracked.
    add(.lrOutSNAT, 120, match: "nd_ns", actions: "next;")
  }
}
