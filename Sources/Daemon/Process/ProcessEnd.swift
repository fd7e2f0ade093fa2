internal import CPosix
internal import Glibc

/// How a child process ended, as waitpid(2) tells.
enum ProcessEnd: Equatable, CustomStringConvertible {
  case exited(status: Int32)
  case killed(signal: Int32, dumpedCore: Bool)

  /// Waits until the child `pid` ends.
  static func wait(for pid: pid_t) -> ProcessEnd {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      // Only this process waits for its children, so nothing but a signal can come between.
      guard errno == EINTR else { return .exited(status: 1) }
    }
    return ProcessEnd(waitStatus: status)
  }

  init(waitStatus status: Int32) {
    let signal = isthmus_signal_of(status)
    self =
      signal == 0
      ? .exited(status: isthmus_exit_status(status))
      : .killed(signal: signal, dumpedCore: isthmus_dumped_core(status) != 0)
  }

  /// Whether the process died of a mistake in its program, so that a fresh one may do better.
  var isCrash: Bool {
    switch self {
    case .exited: false
    case .killed(let signal, _): Self.crashSignals.contains(signal)
    }
  }

  /// SIGTRAP is how a Swift program traps on some processors, where it is SIGILL on others.
  private static let crashSignals: Set<Int32> = [
    SIGABRT, SIGALRM, SIGBUS, SIGFPE, SIGILL, SIGPIPE, SIGSEGV, SIGTRAP, SIGXCPU, SIGXFSZ,
  ]

  var description: String {
    switch self {
    case .exited(let status): "exit status \(status)"
    case .killed(let signal, let dumpedCore):
      "killed (\(signalName(signal)))" + (dumpedCore ? ", core dumped" : "")
    }
  }
}

/// The system's words for a signal, such as `Terminated`.
func signalName(_ number: Int32) -> String {
  strsignal(number).map { String(cString: $0) } ?? "signal \(number)"
}
