internal import Client
internal import EventLoop

/// The commands of the control socket that OVN's daemons have in common (ovn-northd(8), ovn-ic(8),
/// RUNTIME MANAGEMENT COMMANDS).
extension DatabaseDaemon {
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
    commands.register("inc-engine/recompute") { [weak self] _ in
      self?.machine.recompute()
      self?.scheduleTurn()
      return ""
    }
    commands.register("inc-engine/clear-stats") { [weak self] _ in
      self?.machine.clearStatistics()
      return ""
    }
  }

  /// The command that tells what each kind of result has cost.
  ///
  /// - Parameters:
  ///   - total: the name of all kinds taken together.
  ///   - nameOfThird: what derivations are called that were given up.
  func registerEngineStatistics(total: String, nameOfThird: String) {
    context.unixctl.register(
      "inc-engine/show-stats", usage: "[NODE [COUNTER]]", arguments: 0...2
    ) { [weak self] arguments throws(UnixctlError) in
      guard let machine = self?.machine else { return "" }
      let statistics = EngineStatistics(
        machine.statistics, recomputes: machine.recomputes, total: total, nameOfThird: nameOfThird)
      return try statistics.text(arguments)
    }
  }

  /// The command that tells whether a database is reached.
  ///
  /// - Parameter name: what commands call the database, as `nb`.
  func registerConnectionStatus(_ name: String, of database: Machine.Database) {
    context.unixctl.register("\(name)-connection-status") { [weak self] _ in
      self?.clients[database]?.isConnected == true ? "connected" : "not connected"
    }
  }
}
