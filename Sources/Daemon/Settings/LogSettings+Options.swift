// What the logging options, which all programs have, do.
extension LogSettings {
  /// Takes in the argument of `-v`; without one it means everything.  Throws what means nothing.
  public mutating func addSpecification(
    _ text: String?, _ modules: Set<String>
  ) throws(CommandLineError) {
    guard let text else { return specifications.append(.everything) }
    do throws(LogSpecificationError) {
      specifications.append(try LogSpecification(parsing: text, modules: modules))
    } catch {
      throw CommandLineError("processing \"\(text)\": \(error)")
    }
  }

  /// Takes in the argument of `--log-file`; without one it means `name`.
  public mutating func setFile(_ path: String?, default name: String) {
    file = path.map(absolutePath) ?? name
  }

  /// Takes in the argument of `--syslog-method`.  Throws if there is no such method.
  public mutating func setSyslogMethod(_ text: String) throws(CommandLineError) {
    guard let method = SyslogMethod(text) else {
      throw CommandLineError("unsupported syslog method '\(text)'")
    }
    syslogMethod = method
  }
}

extension Log {
  /// Logs as the settings say.  Throws, after saying so in the log, if the file cannot be opened.
  public func apply(_ settings: LogSettings) throws(SystemError) {
    if let method = settings.syslogMethod { setSyslog(method) }
    for specification in settings.specifications { apply(specification) }
    if let text = settings.syslogTarget {
      if let target = SyslogTarget(text) {
        setSyslogTarget(target)
      } else {
        write(.error, module: "vlog", "\(text): syslog target is not IP:PORT")
      }
    }
    if let file = settings.file { try openFile(at: file) }
  }
}
