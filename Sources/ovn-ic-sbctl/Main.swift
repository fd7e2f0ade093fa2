import Daemon
import DatabaseTool
import InterconnectCommands

@main
struct Main {
  static func main() {
    DatabaseTool.run(
      ToolProgram(
        commands: .interconnectSouthbound,
        summary: "manages the OVN interconnection southbound database",
        database: .interconnectSouthbound, commandHelp: help))
  }

  private static let help = """
    General commands:
      init                      initialize the database
      show [ZONE]               print what the zones have, or one of them, in short

    """
}
