import Client
internal import EventLoop
internal import Interconnect

/// The commands of the control socket that concern the controller (ovn-ic(8), RUNTIME MANAGEMENT
/// COMMANDS).
extension ControllerDaemon {
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
    registerConnectionStatus()
    registerEngineCommands()
  }

  private func registerConnectionStatus() {
    for (name, database) in [
      ("nb-connection-status", Database.northbound), ("sb-connection-status", .southbound),
      ("ic-nb-connection-status", .icNorthbound), ("ic-sb-connection-status", .icSouthbound),
    ] {
      context.unixctl.register(name) { [weak self] _ in
        self?.clients[database]?.isConnected == true ? "connected" : "not connected"
      }
    }
  }

  private func registerEngineCommands() {
    context.unixctl.register(
      "inc-engine/show-stats", usage: "[NODE [COUNTER]]", arguments: 0...2
    ) { [weak self] arguments throws(UnixctlError) in
      try self?.engineStatistics(arguments) ?? ""
    }
    context.unixctl.register("inc-engine/recompute") { [weak self] _ in
      self?.controller.recompute()
      self?.scheduleTurn()
      return ""
    }
    context.unixctl.register("inc-engine/clear-stats") { [weak self] _ in
      self?.controller.clearStatistics()
      return ""
    }
  }

  /// What each kind of result has cost; `ic` is all of them together.
  private func engineStatistics(_ arguments: [String]) throws(UnixctlError) -> String {
    let kinds = controller.statistics
    var rows = kinds.map { ($0.kind, controller.recomputes, $0.runs) }
    rows.append(("ic", controller.recomputes, kinds.reduce(0) { $0 + $1.runs }))
    if let node = arguments.first {
      rows = rows.filter { $0.0 == node }
      if rows.isEmpty { throw UnixctlError("\(node): no such node") }
    }
    if arguments.count == 2 {
      switch arguments[1] {
      case "recompute": return "\(rows[0].1)"
      case "compute": return "\(rows[0].2)"
      case "cancel": return "0"
      default: throw UnixctlError("\(arguments[1]): no such counter")
      }
    }
    return rows.map { name, recomputes, runs in
      "Node: \(name)\n- recompute: \(padded(recomputes))\n- compute:   \(padded(runs))\n"
        + "- cancel:    \(padded(0))\n"
    }.joined()
  }

  private func padded(_ number: Int) -> String {
    let text = "\(number)"
    return String(repeating: " ", count: max(0, 12 - text.count)) + text
  }
}
