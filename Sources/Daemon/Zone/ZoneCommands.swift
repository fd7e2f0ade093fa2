internal import Client
internal import EventLoop
internal import ZoneCompiler

/// The commands of the control socket that only the compiler has (ovn-northd(8), RUNTIME MANAGEMENT
/// COMMANDS).
extension DatabaseDaemon<ZoneStateMachine> {
  func registerZoneCommands() {
    registerClusterReset("nb", of: .northbound)
    registerClusterReset("sb", of: .southbound)
    registerTurnLimit()
    registerThreads()
    context.unixctl.register("debug/chassis-features-list") { [weak self] _ in
      let features = self?.machine.controller.chassisFeatures ?? []
      return features.map { name, isThere in
        "\(name):" + String(repeating: " ", count: max(1, 22 - name.count)) + "\(isThere)\n"
      }.joined()
    }
  }

  private func registerClusterReset(_ name: String, of database: ZoneDatabase) {
    context.unixctl.register("\(name)-cluster-state-reset") { [weak self] _ in
      self?.clients[database]?.forgetClusterIndex()
      return ""
    }
  }

  private func registerTurnLimit() {
    context.unixctl.register(
      "inc-engine/compute-log-timeout", usage: "MSEC", arguments: 1...1
    ) { [weak self] arguments throws(UnixctlError) in
      guard let limit = UInt32(arguments[0]) else {
        throw UnixctlError("unsigned integer required")
      }
      self?.turnLimit = ("northd", .milliseconds(limit))
      return ""
    }
  }

  /// The compiler has one thread, and needs no more: any other number is taken and has no effect.
  private func registerThreads() {
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
