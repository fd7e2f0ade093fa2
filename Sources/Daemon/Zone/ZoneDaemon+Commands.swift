internal import Client
internal import EventLoop
internal import ZoneCompiler

/// The commands of the control socket that concern the compiler (ovn-northd(8), RUNTIME MANAGEMENT
/// COMMANDS).
extension ZoneDaemon {
  func registerCommands() {
    let commands = context.unixctl
    commands.register("pause") { [weak self] _ in
      self?.setPaused(true)
      return ""
    }
    commands.register("resume") { [weak self] _ in
      self?.setPaused(false)
      return ""
    }
    commands.register("is-paused") { [weak self] _ in
      self?.machine.isPaused == true ? "true" : "false"
    }
    commands.register("status") { [weak self] _ in "Status: \(self?.machine.status ?? "standby")\n"
    }
    registerConnectionCommands()
    registerEngineCommands()
    registerThreadCommands()
  }

  private func registerConnectionCommands() {
    for (name, database) in [("nb", ZoneDatabase.northbound), ("sb", .southbound)] {
      context.unixctl.register("\(name)-connection-status") { [weak self] _ in
        self?.clients[database]?.isConnected == true ? "connected" : "not connected"
      }
    }
  }

  private func registerEngineCommands() {
    context.unixctl.register("inc-engine/recompute") { [weak self] _ in
      self?.controller.recompute()
      self?.scheduleTurn()
      return ""
    }
    context.unixctl.register("inc-engine/clear-stats") { [weak self] _ in
      self?.controller.clearStatistics()
      return ""
    }
    context.unixctl.register("inc-engine/show-stats") { [weak self] _ in
      (self?.controller.statistics ?? []).map { kind, keys, runs in
        "Node: \(kind)\n- keys: \(keys)\n- compute: \(runs)\n"
      }.joined()
    }
  }

  /// The compiler has one thread, and needs no more.
  private func registerThreadCommands() {
    context.unixctl.register("parallel-build/get-n-threads") { _ in "1\n" }
    context.unixctl.register("parallel-build/set-n-threads", usage: "N_THREADS", arguments: 1...1) {
      arguments throws(UnixctlError) in
      guard let count = Int(arguments[0]), 1...256 ~= count else {
        throw UnixctlError("invalid n_threads: \(arguments[0])")
      }
      return ""
    }
  }
}
