internal import Glibc

/// One message with all that a pattern may show of it.
public struct LogRecord: Sendable {
  /// The level at which the message was logged.
  public var level: LogLevel
  /// The name of the module that logged it.
  public var module: String
  /// The text.
  public var message: String
  /// Counts this run's messages, from 1.
  public var serialNumber: Int
  /// When it was logged.
  public var time: WallClock
  /// Milliseconds since the program started.
  public var elapsedMilliseconds: Int
  /// The program, such as `ovn-ic`.
  public var application: String
  /// The process's part: empty for the main one, `monitor` for the one that restarts it.
  public var subprogram: String
  /// The facility under which syslog gets it.
  public var facility: LogFacility

  func value(of field: LogPattern.Field) -> String {
    switch field {
    case .application: application
    case .priority: String(facility.priority(of: level))
    case .module: module
    case .hostName: Self.hostName
    case .message: message
    case .newline: "\n"
    case .serialNumber: String(serialNumber)
    case .level: level.word.uppercased()
    case .processID: String(getpid())
    case .elapsedMilliseconds: String(elapsedMilliseconds)
    case .subprogram: subprogram.isEmpty ? "main" : subprogram
    case .parenthesisedSubprogram: subprogram.isEmpty ? "" : "(\(subprogram))"
    case .localTime(let format): time.formatted(format, in: .local)
    case .universalTime(let format): time.formatted(format, in: .universal)
    }
  }

  private static let hostName: String = {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let base = buffer.baseAddress, gethostname(base, buffer.count - 1) == 0 else {
        return "-"
      }
      buffer[buffer.count - 1] = 0
      return String(cString: base)
    }
  }()
}
