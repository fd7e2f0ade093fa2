public import DatabaseCommands
internal import OVNModel

extension CommandProgram {
  /// `ovn-ic-nbctl(8)`, on the database in which operators say what is to exist in all zones.
  public static let interconnectNorthbound = CommandProgram(
    name: "ovn-ic-nbctl", logModule: "ic_nbctl", schema: ICNorthbound.schema,
    settings: Settings(table: "IC_NB_Global", counters: ("nb_ic_cfg", "sb_ic_cfg")),
    rowNames: [
      "Transit_Switch": ["name"], "Transit_Router": ["name"],
      "Transit_Router_Port": ["name", "tr_uuid", "mac"],
    ],
    commands: [
      initialise, ShowTransitSwitches.command,
      CommandSyntax("sync", forcesWait: true) { _ in },
    ] + TransitSwitchCommands.all + TransitRouterCommands.all
      + ConnectionCommands(settings: "IC_NB_Global").all
      + SSLCommands(settings: "IC_NB_Global").all)

  /// `ovn-ic-sbctl(8)`, on the database in which zones say what they have.
  public static let interconnectSouthbound = CommandProgram(
    name: "ovn-ic-sbctl", logModule: "ic_sbctl", schema: ICSouthbound.schema,
    settings: Settings(table: "IC_SB_Global"),
    rowNames: [
      "Availability_Zone": ["name"], "Gateway": ["name"], "Port_Binding": ["logical_port"],
      "Datapath_Binding": ["transit_switch"],
    ],
    commands: [initialise, ShowAvailabilityZones.command]
      + ConnectionCommands(settings: "IC_SB_Global").all
      + SSLCommands(settings: "IC_SB_Global").all)

  /// Every invocation sees to the row of settings; this one does nothing else.
  private static let initialise = CommandSyntax("init", isWriting: true) { _ in }
}
