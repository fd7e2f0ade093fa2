internal import Client
internal import EventLoop
internal import Logging
internal import Transactions

/// Where a controller and the clients of its databases log.
@LoopActor
final class ControllerLog {
  private let log: Logger
  private var limit = RateLimit(perMinute: 60, burst: 120)
  private var loggers: [String: Logger] = [:]

  /// - Parameter log: where the controller's own lines go.
  init(_ log: Logger) { self.log = log }

  /// Writes what the controller has to say, which may be much.
  func write(_ message: Message) {
    let level: Logger.Level =
      switch message.level {
      case .debug: .debug
      case .info: .info
      case .warning: .warning
      case .error: .error
      }
    log.log(level: level, limitedBy: &limit, at: LoopClock.now, "\(message.text)")
  }

  /// Writes what a client has to say, under its own module.
  func write(_ line: ClientLog) {
    let level: Logger.Level =
      switch line.level {
      case .debug: .debug
      case .info: .info
      case .warning: .warning
      case .error: .error
      }
    let module = line.module.rawValue
    if loggers[module] == nil { loggers[module] = Logger(module: module) }
    loggers[module]?.log(level: level, "\(line.message)")
  }
}
