internal import EventLoop
internal import ZoneCompiler

/// Runs the compiler of a zone on its two databases.
public enum ZoneDaemon {
  /// Connects to the databases that the settings name, and works until the daemon is to end.
  @LoopActor
  public static func run(_ context: DaemonContext) async {
    let remotes = context.settings.remotes
    let machine = ZoneStateMachine(
      isPaused: context.settings.programOptions["dry-run"] != nil,
      randomNumber: .random(in: .min ... .max))
    await DatabaseDaemon.run(
      machine,
      on: [.northbound: remotes.northbound, .southbound: remotes.southbound], context
    ) { daemon in
      daemon.registerConnectionStatus("nb", of: .northbound)
      daemon.registerConnectionStatus("sb", of: .southbound)
      daemon.registerEngineStatistics()
      daemon.registerThreadCommands()
    }
  }
}
