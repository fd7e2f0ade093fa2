/// What can go wrong while a testbed is set up, used or observed.
public enum TestbedError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A program could not be started, or ended before it was ready; with what it printed.
  case notStarted(program: String, reason: String)
  /// A tool ended with another status than 0; with what it printed to standard error.
  case failed(command: String, status: ExitStatus, message: String)
  /// A condition did not come true before its deadline.
  case timedOut(condition: String, after: Duration, place: String)
  /// A system call failed while a file, folder or socket was prepared.
  case system(call: String, path: String, error: String)
  /// A database answered what the testbed cannot use.
  case unexpectedReply(database: String, reply: String)

  public var description: String {
    switch self {
    case .notStarted(let program, let reason): "\(program) did not start: \(reason)"
    case .failed(let command, let status, let message): "`\(command)` \(status): \(message)"
    case .timedOut(let condition, let duration, let place):
      "\(place): after \(duration) still not: \(condition)"
    case .system(let call, let path, let error): "\(call) \(path): \(error)"
    case .unexpectedReply(let database, let reply): "\(database) answered \(reply)"
    }
  }
}

/// How a process ended.
public enum ExitStatus: Hashable, Sendable, CustomStringConvertible {
  /// By itself, with this status.
  case exited(Int32)
  /// By this signal.
  case signaled(Int32)

  public var description: String {
    switch self {
    case .exited(let status): "exited with status \(status)"
    case .signaled(let signal): "was ended by signal \(signal)"
    }
  }
}
