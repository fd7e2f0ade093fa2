import Testing

@testable import Daemon

@Suite("A log specification")
struct LogSpecificationTests {
  @Test(
    "says which messages go where",
    arguments: [
      ("", .everything),
      (":", .everything),
      ("any", .everything),
      ("ANY:any:info", .level(.information, module: nil, destination: nil)),
      ("console:off", .level(.off, module: nil, destination: .console)),
      ("off:console", .level(.off, module: nil, destination: .console)),
      ("CONSOLE,EMER", .level(.emergency, module: nil, destination: .console)),
      ("ovn_ic:file:dbg", .level(.debug, module: "ovn_ic", destination: .file)),
      ("syslog err  reconnect", .level(.error, module: "reconnect", destination: .syslog)),
      ("jsonrpc", .level(.debug, module: "jsonrpc", destination: nil)),
      ("warn", .level(.warning, module: nil, destination: nil)),
      ("netdev_linux:warn", .level(.warning, module: "netdev_linux", destination: nil)),
    ] as [(String, LogSpecification)])
  func levels(text: String, expected: LogSpecification) throws {
    #expect(try LogSpecification(parsing: text) == expected)
  }

  @Test(
    "sets patterns and the facility",
    arguments: [
      ("PATTERN:file:%m", .pattern("%m", destination: .file)),
      ("pattern:ANY:%D{%H:%M}|%m", .pattern("%D{%H:%M}|%m", destination: nil)),
      ("PATTERN console %p %m", .pattern("%p %m", destination: .console)),
      ("PATTERN:syslog", .pattern("", destination: .syslog)),
      ("PATTERN:syslog:", .pattern("", destination: .syslog)),
      ("FACILITY:LOCAL3", .facility(.local3)),
      ("facility:daemon", .facility(.daemon)),
    ] as [(String, LogSpecification)])
  func patterns(text: String, expected: LogSpecification) throws {
    #expect(try LogSpecification(parsing: text) == expected)
  }

  @Test(
    "is refused in the words of the C library",
    arguments: [
      ("foo", "no destination, level, or module \"foo\""),
      ("foo:bar:baz", "no destination, level, or module \"foo\""),
      ("console:ANYx", "no destination, level, or module \"ANYx\""),
      ("dbg:info", "cannot specify multiple levels"),
      ("file:console", "cannot specify multiple destinations"),
      ("jsonrpc:vlog", "cannot specify multiple modules"),
      ("PATTERN", "missing destination"),
      ("PATTERN:x", "unknown destination \"x\""),
      ("FACILITY", "invalid facility"),
      ("FACILITY:", "invalid facility"),
      ("FACILITY:x", "invalid facility"),
    ])
  func errors(text: String, message: String) {
    let error = #expect(throws: LogSpecificationError.self) {
      try LogSpecification(parsing: text)
    }
    #expect(error?.description == message)
  }
}
