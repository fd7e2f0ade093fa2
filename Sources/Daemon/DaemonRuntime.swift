internal import EventLoop
internal import Glibc
internal import Logging

/// The course of a daemon's life, from its command line to its end.
public enum DaemonRuntime {
  /// Reads a command line, by default this process's, applies its logging options and returns its
  /// settings.
  ///
  /// Does not return when the command line asks for a text, which is printed, or makes no sense.
  public static func settings(
    for program: DaemonProgram, arguments: [String] = CommandLine.arguments,
    environment: @escaping @Sendable (String) -> String? = environmentVariable
  ) -> DaemonSettings {
    Log.shared.setProgram(program.name)
    LoggingSystem.bootstrap { ModuleLogHandler(module: $0) }
    do throws(CommandLineError) {
      switch try CommandLineParser(program: program, environment: environment)
        .parse(arguments)
      {
      case .run(let settings):
        apply(settings.log)
        return settings
      case .show(let text):
        writeAll(text, to: STDOUT_FILENO)
        exit(0)
      }
    } catch {
      writeAll("\(program.name): \(error)\n", to: STDERR_FILENO)
      exit(1)
    }
  }

  private static func apply(_ settings: LogSettings) {
    do throws(SystemError) {
      try Log.shared.apply(settings)
    } catch {
      exit(1)  // the log has said why
    }
  }

  /// Turns the event loop: takes commands, tells whoever started the daemon that it is ready, and
  /// runs `body`, which should return soon after ``DaemonContext/untilExit()`` does.
  ///
  /// `prepare` runs before that: only when it has returned is the daemon in service.
  ///
  /// Ends the process: when `body` returns, with ``DaemonContext/exitStatus``, or by a signal.
  public static func run(
    _ program: DaemonProgram, _ settings: DaemonSettings, _ process: DaemonProcess,
    prepare: sending @escaping @LoopActor (DaemonContext) async -> Void = { _ in },
    body: sending @escaping @LoopActor (DaemonContext) async -> Void
  ) -> Never {
    LoopActor.run {
      let context = DaemonContext(program, settings)
      let server = listen(context, process)
      let signals = watchSignals(server, process)
      await prepare(context)
      process.ready()
      await body(context)
      await server?.finish(within: .seconds(1))
      withExtendedLifetime(signals) {}
      process.end()
      exit(context.exitStatus)
    }
    exit(0)
  }

  @LoopActor
  private static func listen(_ context: DaemonContext, _ process: DaemonProcess) -> UnixctlServer? {
    guard
      let path = context.settings.controlSocketPath(
        program: context.program.name, pid: getpid())
    else { return nil }
    do throws(LoopError) {
      return try UnixctlServer(path: path, registry: context.unixctl)
    } catch {
      process.end()
      Log.shared.fatal(
        module: "unixctl", "\(path): could not initialize control socket (\(error.reason))")
    }
  }

  /// Ends the daemon by the signals that mean so; a hang-up opens the log file anew.
  @LoopActor
  private static func watchSignals(
    _ server: UnixctlServer?, _ process: DaemonProcess
  ) -> [Signal] {
    let ending: [Signal.Number] = [.terminate, .interrupt, .alarm]
    do throws(LoopError) {
      var signals: [Signal] = []
      for number in ending {
        signals.append(
          try Signal(number) {
            Log.shared.write(
              .warning, module: "fatal_signal",
              "terminating with signal \(number.rawValue) (\(signalName(number.rawValue)))")
            server?.close()
            process.die(bySignal: number.rawValue)
          })
      }
      // A file that cannot be opened is reported by the log itself.
      signals.append(try Signal(.hangUp) { try? Log.shared.reopenFile() })
      return signals
    } catch {
      process.end()
      Log.shared.fatal(module: "fatal_signal", "\(error)")
    }
  }
}
