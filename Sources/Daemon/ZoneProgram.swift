extension DaemonProgram {
  /// The compiler of an availability zone, in the place of `ovn-northd`.
  public static let zone = DaemonProgram(
    name: "ovn-northd", logModule: "ovn_northd", summary: "OVN northbound management daemon",
    databases: [.northbound, .southbound],
    options: [
      ProgramOption(name: "dry-run", help: "start in paused state (do not commit db changes)"),
      ProgramOption(
        name: "n-threads", argument: "N", help: "no effect, accepted for compatibility"),
    ],
    processingGraph: ProcessingGraph([
      .init("NB"), .init("SB"), .init("contexts", inputs: ["NB", "SB"]),
      .init("flows", inputs: ["NB", "SB", "contexts"]),
      .init("rows", inputs: ["NB", "SB", "contexts"]),
      .init("northd", inputs: ["flows", "rows"]),
    ]))
}
