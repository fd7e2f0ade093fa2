extension UnixctlRegistry {
  /// Adds `vlog/set` and its kin, which change `log`.
  func registerLogCommands(log: Log, program: DaemonProgram) {
    let modules = LogModules.known.union([program.logModule])
    register(
      "vlog/set", usage: "{spec | PATTERN:destination:pattern}", arguments: 0...Int.max
    ) { words throws(UnixctlError) in
      if words.isEmpty { log.apply(.everything) }
      for word in words {
        do throws(LogSpecificationError) {
          log.apply(try LogSpecification(parsing: word, modules: modules))
        } catch {
          throw UnixctlError(error.description)
        }
      }
      return ""
    }
    register("vlog/list") { _ in log.levelTable() }
    register("vlog/list-pattern") { _ in log.patternTable() }
    register("vlog/reopen") { _ throws(UnixctlError) in
      guard log.hasFileName else { throw UnixctlError("Logging to file not configured") }
      do throws(SystemError) {
        try log.reopenFile()
      } catch {
        throw UnixctlError(error.reason)
      }
      return ""
    }
    register("vlog/close") { _ in
      log.closeFile()
      return ""
    }
    registerRateLimitCommand("vlog/enable-rate-limit", log: log, honours: true)
    registerRateLimitCommand("vlog/disable-rate-limit", log: log, honours: false)
  }

  private func registerRateLimitCommand(_ name: String, log: Log, honours: Bool) {
    register(name, usage: "[module]...", arguments: 0...Int.max) { words throws(UnixctlError) in
      let modules = words.filter { $0.lowercased() != "any" }
      guard modules.allSatisfy(log.hasModule) else { throw UnixctlError("unknown module") }
      log.setHonoursRateLimits(honours, modules: words.count == modules.count ? modules : [])
      return ""
    }
  }
}
