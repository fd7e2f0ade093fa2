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
  private(set) var modules: [String: Module]
  private(set) var file: LogFile?
  private var everyModule = Module(levels: PerDestination { _ in .information })
  private var patterns = PerDestination { $0.defaultPattern }
  private var facility = LogFacility.daemon
  private var isFacilityChosen = false
  private(set) var filePath: String?
  private var syslog = SyslogMethod.libc
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

  /// The least severe level that any destination takes from the module; a file counts when open.
  mutating func threshold(of name: String) -> LogLevel {
    let levels = modules[name, default: everyModule].levels
    return max(levels.console, levels.syslog, file == nil ? .off : levels.file)
  }

  mutating func write(
    _ level: LogLevel, module name: String, _ message: String,
    except excluded: LogDestination? = nil
  ) {
    let module = modules[name, default: everyModule]
    let isFileOpen = file != nil
    let destinations = LogDestination.allCases.filter {
      $0 != excluded && module.levels[$0] >= level && ($0 != .file || isFileOpen)
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

  mutating func apply(_ specification: LogSpecification) {
    switch specification {
    case .facility(let facility):
      self.facility = facility
      isFacilityChosen = true
    case .pattern(let pattern, let destination):
      for destination in destination.map({ [$0] }) ?? LogDestination.allCases {
        patterns[destination] = pattern
      }
    case .level(let level, let module, let destination):
      let destinations = destination.map { [$0] } ?? LogDestination.allCases
      if let module {
        setLevel(level, module, destinations)
      } else {
        for destination in destinations { everyModule.levels[destination] = level }
        for name in modules.keys { setLevel(level, name, destinations) }
      }
    }
  }

  /// Modules that nothing here logs under stay out of the table.
  private mutating func setLevel(
    _ level: LogLevel, _ module: String, _ destinations: [LogDestination]
  ) {
    for destination in destinations { modules[module]?.levels[destination] = level }
  }

  /// Adds a module that is logged under to those whose levels can be set.
  mutating func register(_ name: String) {
    if modules[name] == nil { modules[name] = everyModule }
  }

  mutating func setHonoursRateLimits(_ honours: Bool, modules names: [String]) {
    for name in names.isEmpty ? Array(modules.keys) : names {
      modules[name]?.honoursRateLimits = honours
    }
    if names.isEmpty { everyModule.honoursRateLimits = honours }
  }

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
  }

  func levelTable() -> String {
    let indent = String(repeating: " ", count: 17)
    var text = "\(indent)console    syslog    file\n\(indent)-------    ------    ------\n"
    for (name, module) in modules.sorted(by: { $0.key < $1.key }) {
      let words = [LogDestination.console, .syslog, .file].map {
        module.levels[$0].word.uppercased()
      }
      text += name.padded(to: 16)
      text +=
        "  "
        + words.map { String(repeating: " ", count: max(0, 4 - $0.count)) + $0 }
        .joined(separator: "       ")
      text += module.honoursRateLimits ? "\n" : "    (rate limiting disabled)\n"
    }
    return text
  }

  func patternTable() -> String {
    var text = "         prefix                            format\n"
    text += "         ------                            ------\n"
    for destination in LogDestination.allCases {
      let prefix = destination == .syslog ? syslog.prefix : "none"
      text += destination.word.uppercased().padded(to: 7) + "  " + prefix.padded(to: 32)
      text += "  \(patterns[destination].text)\n"
    }
    return text
  }
}

extension String {
  /// The text, filled up with spaces on its right.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - utf8.count))
  }
}
