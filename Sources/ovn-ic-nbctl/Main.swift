import Daemon
import DatabaseTool
import InterconnectCommands

@main
struct Main {
  static func main() {
    DatabaseTool.run(
      ToolProgram(
        commands: .interconnectNorthbound,
        summary: "manages the OVN interconnection northbound database",
        database: .interconnectNorthbound, commandHelp: help))
  }

  private static let help = """
    General commands:
      init                      initialize the database
      show                      print what there is, in short
      sync                      with --wait=sb, wait for earlier changes too

    Transit switch commands:
      [--may-exist] ts-add SWITCH
                                create a transit switch
      [--if-exists] ts-del SWITCH
                                delete a transit switch
      ts-list                   print the transit switches
      [--may-exist] tsp-add SWITCH PORT [COLUMN[:KEY]=VALUE]...
                                add a port to a transit switch
      tsp-set-addr PORT [ADDRESS]...
                                set the addresses of a transit switch's port
      [--if-exists] tsp-del PORT
                                delete a transit switch's port

    Transit router commands:
      [--may-exist] tr-add ROUTER
                                create a transit router
      [--if-exists] tr-del ROUTER
                                delete a transit router
      tr-list                   print the transit routers
      [--may-exist] trp-add ROUTER PORT MAC [NETWORK]... [COLUMN[:KEY]=VALUE]...
                                add a port to a transit router
      [--if-exists] trp-del PORT
                                delete a transit router's port

    """
}
