/// Where messages go; each destination has its own level for each module, and its own pattern.
public enum LogDestination: Int, CaseIterable, Sendable {
  case syslog, console, file

  /// The destination's word, in any case: `syslog`, `console`, `file`.
  public init?(word: some StringProtocol) {
    let word = word.lowercased()
    guard let found = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = found
  }

  /// The destination's word in specifications such as `-vfile:dbg`.
  public var word: String {
    switch self {
    case .syslog: "syslog"
    case .console: "console"
    case .file: "file"
    }
  }

  /// The pattern in use until one is set.
  public var defaultPattern: LogPattern {
    switch self {
    case .syslog: "ovs|%05N|%c%T|%p|%m"
    case .console: "%D{%Y-%m-%dT%H:%M:%SZ}|%05N|%c%T|%p|%m"
    case .file: "%D{%Y-%m-%dT%H:%M:%S.###Z}|%05N|%c%T|%p|%m"
    }
  }
}

/// One value for each destination.
struct PerDestination<Value: Sendable>: Sendable {
  var syslog: Value
  var console: Value
  var file: Value

  init(_ value: (LogDestination) -> Value) {
    syslog = value(.syslog)
    console = value(.console)
    file = value(.file)
  }

  subscript(destination: LogDestination) -> Value {
    get {
      switch destination {
      case .syslog: syslog
      case .console: console
      case .file: file
      }
    }
    set {
      switch destination {
      case .syslog: syslog = newValue
      case .console: console = newValue
      case .file: file = newValue
      }
    }
  }
}
