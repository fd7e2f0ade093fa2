public import Logging

/// Joins swift-log to the program's log: a logger's label is the module.
public struct ModuleLogHandler: LogHandler {
  public var metadata: Logger.Metadata = [:]
  private let module: String
  private let log: Log
  private var chosen: Logger.Level?

  /// Logs to `log` under `module`, and makes the module known there.
  public init(module: String, log: Log = .shared) {
    self.module = module
    self.log = log
    log.register(module)
  }

  /// The module's present level, unless this logger was given one of its own.
  public var logLevel: Logger.Level {
    get {
      if let chosen { return chosen }
      return switch log.threshold(of: module) {
      case .off, .emergency: .critical
      case .error: .error
      case .warning: .warning
      case .information: .info
      case .debug: .trace
      }
    }
    set { chosen = newValue }
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var text = event.message.description
    let metadata = self.metadata.merging(event.metadata ?? [:]) { $1 }
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      text += " (\(pairs.joined(separator: ", ")))"
    }
    if let error = event.error { text += ": \(error)" }
    log.write(LogLevel(event.level), module: module, text)
  }
}

extension LogLevel {
  /// The level under which a message of swift-log's `level` is logged.
  init(_ level: Logger.Level) {
    switch level {
    case .trace, .debug: self = .debug
    case .info, .notice: self = .information
    case .warning: self = .warning
    case .error: self = .error
    case .critical: self = .emergency
    }
  }
}

extension Logger {
  /// A logger of `module`'s messages in the program's log.
  public init(module: String, log: Log = .shared) {
    self.init(label: module) { ModuleLogHandler(module: $0, log: log) }
  }

  /// Logs `message` unless `limit` holds it back.
  ///
  /// - Parameter now: the time by a clock that never goes back.
  public func log(
    level: Logger.Level, limitedBy limit: inout RateLimit, at now: Duration, log: Log = .shared,
    _ message: @autoclosure () -> Logger.Message
  ) {
    guard level >= logLevel else { return }
    guard log.honoursRateLimits(of: label) else { return self.log(level: level, message()) }
    guard case .pass(let dropped) = limit.admit(at: now) else { return }
    if let dropped { self.log(level: level, "\(dropped.description)") }
    self.log(level: level, message())
  }
}
