internal import Glibc

/// The process that starts a daemon again when it crashes, and ends when it ends otherwise.
struct Monitor {
  private var daemon: pid_t
  private var crashes = 0
  private var throttle = RestartThrottle()

  init(daemon: pid_t) { self.daemon = daemon }

  /// Waits for the daemon and restarts it while it crashes.  Returns only in a new daemon; in the
  /// monitor the wait ends with the process.
  mutating func watch() -> StartupPipe {
    let log = Log.shared
    log.setSubprogram("monitor")
    while true {
      // Not to hold on to a log file that is rotated meanwhile.
      log.closeFile()
      let end = ProcessEnd.wait(for: daemon)
      try? log.reopenFile()
      guard end.isCrash else {
        log.write(.information, module: Self.module, "pid \(daemon) died, \(end), exiting")
        exit(0)
      }
      if let pipe = restart(after: end) {
        log.setSubprogram("")
        return pipe
      }
    }
  }

  private static let module = "daemon_unix"

  /// Forks a new daemon, as often as it takes; nil in the monitor once one is ready.
  private mutating func restart(after end: ProcessEnd) -> StartupPipe? {
    if case .killed(_, dumpedCore: true) = end { forbidCores() }
    crashes += 1
    let story = "\(crashes) crashes: pid \(daemon) died, \(end)"
    while true {
      let delay = throttle.delay(at: SteadyClock.now)
      if delay > .zero {
        Log.shared.write(
          .warning, module: Self.module, "\(story), waiting until 10 seconds since last restart")
        pause(for: delay)
      }
      throttle.restarted(at: SteadyClock.now)
      Log.shared.write(.error, module: Self.module, "\(story), restarting")
      switch try? StartupPipe.fork() {
      case .child(let pipe): return pipe
      case .parent(let pid):
        daemon = pid
        return nil
      case .failed, nil: continue
      }
    }
  }

  /// One core shows the mistake; more would only fill the disk.
  private func forbidCores() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  }

  private func pause(for delay: Duration) {
    var (rest, done) = (timespec(), timespec())
    rest.tv_sec = Int(delay.components.seconds)
    rest.tv_nsec = Int(delay.components.attoseconds / 1_000_000_000)
    while nanosleep(&rest, &done) != 0 && errno == EINTR { rest = done }
  }
}
