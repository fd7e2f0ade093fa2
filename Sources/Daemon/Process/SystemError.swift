internal import Glibc

/// A system call that failed, with what it was to do.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  /// What was attempted, such as `open /run/ovn/ovn-ic.pid.tmp`.
  public let attempt: String
  /// The error number, `errno`.
  public let number: Int32

  /// The error that the last system call of this thread left.
  static func last(_ attempt: String) -> SystemError {
    SystemError(attempt: attempt, number: errno)
  }

  /// The system's words for the error number.
  public var reason: String { String(cString: strerror(number)) }

  public var description: String { "\(attempt): \(reason)" }
}
