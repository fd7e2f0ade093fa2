/// What happens in a switch's stages to packets that nothing else minds, whatever its ports and its rules
/// are (ovn-northd(8), Logical Switch Datapaths).
///
/// Where a stage's default depends on rules or options it stands with the stage's family.
extension FlowBuilder {
  mutating func addServiceDefaults() {
    let stages: [Stage] = [
      .lsInLookupFDB, .lsInPutFDB, .lsInDHCPOptions, .lsInDHCPResponse, .lsInDNSLookup,
      .lsInDNSResponse, .lsInExternalPort,
    ]
    for stage in stages { addDefault(stage) }
  }
}
