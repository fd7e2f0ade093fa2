internal import EventLoop
internal import Interconnect

/// Runs the interconnection controller on its four databases.
public enum ControllerDaemon {
  /// Connects to the databases that the settings name, and works until the daemon is to end.
  @LoopActor
  public static func run(_ context: DaemonContext) async {
    let tunnels = TunnelDaemon.start(context)
    defer { tunnels?.stop() }
    let remotes = context.settings.remotes
    await DatabaseDaemon.run(
      ControllerStateMachine(),
      on: [
        .northbound: remotes.northbound, .southbound: remotes.southbound,
        .icNorthbound: remotes.interconnectNorthbound,
        .icSouthbound: remotes.interconnectSouthbound,
      ],
      context
    ) { daemon in
      daemon.registerConnectionStatus("nb", of: .northbound)
      daemon.registerConnectionStatus("sb", of: .southbound)
      daemon.registerConnectionStatus("ic-nb", of: .icNorthbound)
      daemon.registerConnectionStatus("ic-sb", of: .icSouthbound)
      daemon.registerEngineStatistics(total: "ic", nameOfThird: "cancel")
    }
  }
}
