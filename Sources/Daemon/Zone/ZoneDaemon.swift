internal import EventLoop
internal import Logging
internal import ZoneCompiler

/// Runs the compiler of a zone on its two databases.
public enum ZoneDaemon {
  /// Connects to the databases that the settings name, and works until the daemon is to end.
  @LoopActor
  public static func run(_ context: DaemonContext) async {
    let remotes = context.settings.remotes
    if let count = context.settings.programOptions["n-threads"], Int(count) != 1 {
      context.log.info("--n-threads has no effect: one thread compiles")
    }
    let machine = ZoneStateMachine(
      isPaused: context.settings.programOptions["dry-run"] != nil,
      randomNumber: .random(in: .min ... .max))
    await DatabaseDaemon.run(
      machine,
      on: [.northbound: remotes.northbound, .southbound: remotes.southbound], context
    ) { daemon in
      daemon.registerConnectionStatus("nb", of: .northbound)
      daemon.registerConnectionStatus("sb", of: .southbound)
      daemon.registerEngineStatistics(total: "northd", nameOfThird: "abort")
      daemon.registerZoneCommands()
      daemon.turnLimit = ("northd", .milliseconds(500))
    }
  }
}
