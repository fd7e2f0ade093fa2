internal import Daemon
internal import EventLoop
internal import Glibc

/// Says in the log which signal ends the program; the time limit ends it by `SIGALRM`.
@LoopActor
final class FatalSignals {
  private var signals: [Signal] = []
  private var alarm: Timer?

  init(_ log: ToolLog, timeout: UInt32?) {
    for number in [Signal.Number.terminate, .interrupt, .hangUp, .alarm] {
      // Without a handler the signal ends the program all the same.
      if let signal = try? Signal(number, perform: { Self.die(of: number.rawValue, log) }) {
        signals.append(signal)
      }
    }
    if let timeout {
      alarm = Timer(after: .seconds(timeout)) { Self.die(of: SIGALRM, log) }
    }
  }

  private static func die(of number: Int32, _ log: ToolLog) -> Never {
    let name = strsignal(number).map { String(cString: $0) } ?? "signal \(number)"
    log.write(
      .warning, module: "fatal_signal", "terminating with signal \(number) (\(name))")
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }
}
