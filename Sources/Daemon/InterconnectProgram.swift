extension DaemonProgram {
  /// The daemon that joins an availability zone to the others.
  public static let interconnect = DaemonProgram(
    name: "ovn-ic", logModule: "ovn_ic", summary: "OVN interconnection management daemon",
    databases: [.northbound, .southbound, .interconnectNorthbound, .interconnectSouthbound],
    options: [TunnelDaemon.option],
    processingGraph: ProcessingGraph([
      .init("NB"), .init("SB"), .init("IC_NB"), .init("IC_SB"),
      .init("availability_zone", inputs: ["NB", "IC_SB"]),
      .init("gateway", inputs: ["SB", "IC_SB"]),
      .init("transit_switch", inputs: ["NB", "IC_NB", "IC_SB"]),
      .init("transit_router", inputs: ["NB", "IC_NB", "IC_SB"]),
      .init("port_binding", inputs: ["NB", "SB", "IC_NB", "IC_SB"]),
      .init("route", inputs: ["NB", "SB", "IC_SB"]),
      .init("service_monitor", inputs: ["SB", "IC_SB"]),
      .init("address_set", inputs: ["NB", "SB", "IC_SB"]),
      .init(
        "ic",
        inputs: [
          "availability_zone", "gateway", "transit_switch", "transit_router", "port_binding",
          "route", "service_monitor", "address_set",
        ]),
    ]))
}
