internal import CPosix
internal import Glibc

/// What a `Log` guards: levels, patterns, open destinations, the serial number.
struct LogState: Sendable {
  struct Module: Sendable {
    var levels: PerDestination<LogLevel>
    var honoursRateLimits = true
  }

  var program: String
  var subprogram = ""
  var modules: [String: Module]
  private(set) var file: LogFile?
  var everyModule = Module(levels: PerDestination { _ in .information })
  var patterns = PerDestination { $0.defaultPattern }
  var facility = LogFacility.daemon
  var isFacilityChosen = false
  private(set) var filePath: String?
  private var hasConsole = true
  var syslog = SyslogMethod.libc
  private var socket: SyslogSocket?
  private var target: SyslogSocket?
  private var serialNumber = 0
  private let start = SteadyClock.now

  init(program: String) {
    self.program = program
    let module = everyModule
    modules = Dictionary(uniqueKeysWithValues: LogModules.own.map { ($0, module) })
  }

  func module(_ name: String) -> Module { modules[name] ?? everyModule }

  /// The least severe level that any destination takes from the module.
  func threshold(of name: String) -> LogLevel {
    let levels = module(name).levels
    return LogDestination.allCases.filter(isOpen).map { levels[$0] }.max() ?? .off
  }

  private func isOpen(_ destination: LogDestination) -> Bool {
    switch destination {
    case .console: hasConsole
    case .file: file != nil
    case .syslog: syslog != .null || target != nil
    }
  }

  mutating func write(
    _ level: LogLevel, module name: String, _ message: String,
    except excluded: LogDestination? = nil
  ) {
    let levels = module(name).levels
    let destinations = LogDestination.allCases.filter {
      $0 != excluded && levels[$0] >= level && isOpen($0)
    }
    guard !destinations.isEmpty else { return }
    serialNumber += 1
    let record = LogRecord(
      level: level, module: name, message: message, serialNumber: serialNumber, time: .now,
      elapsedMilliseconds: Int((SteadyClock.now - start) / .milliseconds(1)),
      application: program, subprogram: subprogram, facility: facility)
    let saved = errno
    for destination in destinations {
      write(patterns[destination].format(record), record, to: destination)
    }
    errno = saved
  }

  private mutating func write(
    _ line: String, _ record: LogRecord, to destination: LogDestination
  ) {
    switch destination {
    case .console: writeAll(line + "\n", to: STDERR_FILENO)
    case .file: file?.write(line)
    case .syslog: writeSyslog(line, record)
    }
  }

  /// syslog(3) and the daemons that read it know lines only, so each line goes by itself.
  private mutating func writeSyslog(_ text: String, _ record: LogRecord) {
    for line in text.split(separator: "\n") {
      switch syslog {
      case .null: break
      case .libc: isthmus_syslog(Int32(facility.priority(of: record.level)), String(line))
      case .unix, .udp: socket?.send("<\(facility.priority(of: record.level))>\(line)")
      }
    }
    guard target != nil else { return }
    var record = record
    record.facility = isFacilityChosen ? facility : .local0
    target?.send(Self.structured.format(record))
  }

  /// RFC 5424 section 6: version 1, no structured data, the message in UTF-8 behind a mark.
  private static let structured: LogPattern =
    "<%B>1 %D{%Y-%m-%dT%H:%M:%S.###Z} %E %A %P %c - \u{FEFF}%m"

  mutating func setSyslog(_ method: SyslogMethod) {
    socket?.close()
    syslog = method
    switch method {
    case .libc, .null: socket = nil
    case .unix(let path): socket = SyslogSocket(.unix(path: path))
    case .udp(let target): socket = SyslogSocket(.udp(target))
    }
  }

  mutating func setSyslogTarget(_ target: SyslogTarget) {
    self.target?.close()
    self.target = SyslogSocket(.udp(target))
  }

  mutating func openFile(at path: String) throws(SystemError) {
    let opened: LogFile
    do throws(SystemError) {
      opened = try LogFile(path: path)
    } catch {
      write(
        .warning, module: "vlog", "failed to open \(path) for logging: \(error.reason)")
      throw error
    }
    closeFile()
    file = opened
    filePath = path
    if !hasConsole { opened.becomeStandardError() }
    write(.information, module: "vlog", "opened log file \(path)")
  }

  mutating func reopenFile() throws(SystemError) {
    guard let filePath else { return }
    if let file, file.isCurrent { return }
    try openFile(at: filePath)
  }

  mutating func closeFile() {
    guard let file else { return }
    write(.information, module: "vlog", "closing log file")
    file.close()
    self.file = nil
    if !hasConsole { LogFile.discardStandardError() }
  }

  /// Lets go of the terminal: the console is no destination any more, and what else is written to
  /// standard error, such as the Swift runtime's last words, goes to the log file.
  mutating func leaveConsole() {
    hasConsole = false
    if let file { file.becomeStandardError() } else { LogFile.discardStandardError() }
  }
}
