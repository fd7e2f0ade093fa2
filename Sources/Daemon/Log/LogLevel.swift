/// How severe a message is, as `ovn-appctl(8)` names it; `off` logs nothing.
public enum LogLevel: Int, CaseIterable, Comparable, Sendable {
  case off, emergency, error, warning, information, debug

  /// The level's word, in any case: `off`, `emer`, `err`, `warn`, `info`, `dbg`.
  public init?(word: some StringProtocol) {
    let word = word.lowercased()
    guard let level = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = level
  }

  /// The level's word in specifications such as `-vfile:dbg`.
  public var word: String {
    switch self {
    case .off: "off"
    case .emergency: "emer"
    case .error: "err"
    case .warning: "warn"
    case .information: "info"
    case .debug: "dbg"
    }
  }

  /// The RFC 5424 severity under which syslog sees messages of this level.
  public var severity: Int {
    switch self {
    case .off, .emergency: 1
    case .error: 3
    case .warning: 4
    case .information: 5
    case .debug: 7
    }
  }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
