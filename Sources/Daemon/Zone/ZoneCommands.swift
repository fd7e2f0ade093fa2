internal import EventLoop
internal import ZoneCompiler

/// The commands of the control socket that only the compiler has (ovn-northd(8), RUNTIME MANAGEMENT
/// COMMANDS).
extension DatabaseDaemon<ZoneStateMachine> {
  func registerEngineStatistics() {
    context.unixctl.register("inc-engine/show-stats") { [weak self] _ in
      (self?.machine.controller.statistics ?? []).map { kind, keys, runs in
        "Node: \(kind)\n- keys: \(keys)\n- compute: \(runs)\n"
      }.joined()
    }
  }

  /// The compiler has one thread, and needs no more.
  func registerThreadCommands() {
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
