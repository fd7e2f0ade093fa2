/// The RFC 5424 facility (section 6.2.1) under which messages go to syslog, by the names that
/// `-vFACILITY:` takes.
public enum LogFacility: Int, CaseIterable, Sendable {
  case kern = 0
  case user, mail, daemon, auth, syslog, lpr, news, uucp, clock
  case ftp = 11
  case ntp, audit, alert, clock2
  case local0, local1, local2, local3, local4, local5, local6, local7

  /// The facility's name, in any case.
  public init?(word: some StringProtocol) {
    let word = word.lowercased()
    guard let found = Self.allCases.first(where: { String(describing: $0) == word }) else {
      return nil
    }
    self = found
  }

  /// The RFC 5424 PRI value of a message of `level`.
  public func priority(of level: LogLevel) -> Int { rawValue << 3 | level.severity }
}
