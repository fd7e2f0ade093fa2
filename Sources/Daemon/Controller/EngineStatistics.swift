internal import EventLoop
internal import Interconnect

/// What each kind of result has cost, as the command `inc-engine/show-stats` tells it (ovn-ic(8),
/// RUNTIME MANAGEMENT COMMANDS).
extension DatabaseDaemon<ControllerStateMachine> {
  func registerEngineStatistics() {
    context.unixctl.register(
      "inc-engine/show-stats", usage: "[NODE [COUNTER]]", arguments: 0...2
    ) { [weak self] arguments throws(UnixctlError) in
      try self?.machine.controller.engineStatistics(arguments) ?? ""
    }
  }
}

extension InterconnectController {
  /// `ic` is all kinds together.
  fileprivate func engineStatistics(_ arguments: [String]) throws(UnixctlError) -> String {
    var rows = statistics.map { ($0.kind, recomputes, $0.runs) }
    rows.append(("ic", recomputes, statistics.reduce(0) { $0 + $1.runs }))
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
