internal import Glibc

/// This process, settled in the system as its settings ask: the right user, in the background,
/// watched by a monitor, with its pidfile written.
///
/// Must be made before the event loop is touched: it forks, and a child has one thread only.
public struct DaemonProcess: Sendable {
  private let settings: ProcessSettings
  private let pidfile: Pidfile?
  private let startup: [StartupPipe]

  /// Settles the process.  In the processes that stay behind it never returns: with `--detach` the
  /// first one ends once ``ready()`` is called in the daemon, with `--monitor` another one waits for
  /// the daemon to crash.  Ends the process with a message when something stands in the way.
  public init(_ settings: ProcessSettings) {
    signal(SIGPIPE, SIG_IGN)
    if let user = settings.user { Self.become(user) }
    if let path = settings.pidfile, !settings.overwritesPidfile {
      do throws(PidfileError) {
        try Pidfile.requireFree(path)
      } catch {
        Self.fail("\(error)")
      }
    }
    var startup: [StartupPipe] = []
    if settings.detaches { startup.append(Self.detach()) }
    if settings.isMonitored {
      startup = [Self.monitor(settings, starter: startup.first)]
    }
    if settings.detaches || settings.isMonitored { Self.dieOfCrashes() }
    self.settings = settings
    self.startup = startup
    pidfile = settings.pidfile.map { path in
      do throws(PidfileError) {
        return try Pidfile(at: path, overwriting: settings.overwritesPidfile)
      } catch {
        Self.fail("\(error)")
      }
    }
  }

  /// Lets go of the terminal, and tells whoever started the daemon that it is in service.
  func ready() {
    if settings.detaches { Self.leaveTerminal(settings) }
    for pipe in startup { pipe.ready() }
  }

  /// Removes the pidfile.
  func end() { pidfile?.remove() }

  /// Removes the pidfile and dies by the signal, as if it had never been caught.
  func die(bySignal number: Int32) -> Never {
    end()
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }

  static func fail(_ message: String) -> Never {
    Log.shared.fatal(module: "daemon_unix", message)
  }

  private static func become(_ text: String) {
    do throws(UserIdentityError) {
      let identity = try UserIdentity(text)
      if geteuid() == 0 {
        do throws(SystemError) {
          try Log.shared.changeFileOwner(user: identity.user, group: identity.group)
        } catch {
          fail("\(error)")
        }
      }
      try identity.assume()
    } catch {
      fail("\(error)")
    }
  }

  /// Goes to the background; the process that was started ends when the daemon is ready.
  private static func detach() -> StartupPipe {
    switch forked() {
    case .child(let pipe):
      setsid()
      return pipe
    case .parent: exit(0)
    case .failed(let end): fail(end)
    }
  }

  /// Leaves this process behind as the monitor of the daemon it forks.
  private static func monitor(
    _ settings: ProcessSettings, starter: StartupPipe?
  ) -> StartupPipe {
    switch forked() {
    case .child(let pipe):
      starter?.abandon()
      return pipe
    case .failed(let end): fail(end)
    case .parent(let daemon):
      starter?.ready()
      if settings.detaches { leaveTerminal(settings) }
      var monitor = Monitor(daemon: daemon)
      return monitor.watch()
    }
  }

  private static func forked() -> StartupPipe.Fork {
    do throws(SystemError) {
      return try StartupPipe.fork()
    } catch {
      fail("\(error.attempt) failed (\(error.reason))")
    }
  }

  /// Ends like the child did; what went wrong it has said itself, unless it was killed.
  private static func fail(_ end: ProcessEnd) -> Never {
    if case .exited(let status) = end, status != 0 { exit(status) }
    fail("fork child died before signaling startup (\(end))")
  }

  /// Undoes the Swift runtime's handlers, which show a stack on standard error: nobody looks there,
  /// and a monitor must see the daemon die at once.
  private static func dieOfCrashes() {
    for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGQUIT] {
      signal(number, SIG_DFL)
    }
  }

  private static func leaveTerminal(_ settings: ProcessSettings) {
    let null = open("/dev/null", O_RDWR)
    if null >= 0 {
      for descriptor in [STDIN_FILENO, STDOUT_FILENO] { dup2(null, descriptor) }
      if null > STDERR_FILENO { close(null) }
    }
    Log.shared.leaveConsole()
    if settings.changesDirectory { _ = chdir("/") }
  }
}
