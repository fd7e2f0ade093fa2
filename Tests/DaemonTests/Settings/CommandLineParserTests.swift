import Testing

@testable import Daemon

/// getopt_long(3) keeps its place in global variables, so one test at a time.
@Suite("A daemon's command line", .serialized)
struct CommandLineParserTests {
  private func parse(
    _ arguments: [String], environment: [String: String] = [:],
    program: DaemonProgram = .interconnect
  ) throws -> CommandLineParser.Outcome {
    try CommandLineParser(program: program, environment: { environment[$0] })
      .parse([program.name] + arguments)
  }

  private func settings(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> DaemonSettings {
    guard case .run(let settings) = try parse(arguments, environment: environment) else {
      throw CommandLineError("not to be run")
    }
    return settings
  }

  @Test("may be empty")
  func empty() throws {
    let settings = try settings()
    #expect(settings.remotes.northbound == "unix:/var/run/ovn/ovnnb_db.sock")
    #expect(settings.remotes.southbound == "unix:/var/run/ovn/ovnsb_db.sock")
    #expect(settings.remotes.interconnectNorthbound == "unix:/var/run/ovn/ovn_ic_nb_db.sock")
    #expect(settings.remotes.interconnectSouthbound == "unix:/var/run/ovn/ovn_ic_sb_db.sock")
    #expect(
      settings.controlSocketPath(program: "ovn-ic", pid: 7) == "/var/run/ovn/ovn-ic.7.ctl")
    #expect(settings.process == ProcessSettings())
    #expect(settings.log == LogSettings())
    #expect(settings.tls == TLSSettings())
  }

  @Test("takes its defaults from the environment")
  func environment() throws {
    let settings = try settings(
      "--pidfile", "--log-file",
      environment: [
        "OVN_RUNDIR": "/r", "OVS_LOGDIR": "/l", "OVN_NB_DB": "tcp:1.2.3.4:6641", "OVN_SB_DB": "",
        "OVS_SYSLOG_METHOD": "null", "OVN_DBDIR": "/d", "OVN_SYSCONFDIR": "/e",
      ])
    #expect(settings.remotes.northbound == "tcp:1.2.3.4:6641")
    #expect(settings.remotes.southbound == "", "as soon as it is set, even if empty")
    #expect(settings.remotes.interconnectSouthbound == "unix:/r/ovn_ic_sb_db.sock")
    #expect(settings.process.pidfile == "/r/ovn-ic.pid")
    #expect(settings.log.file == "/l/ovn-ic.log")
    #expect(settings.log.syslogMethod == .null)
    #expect(settings.directories.databases == "/d")
    #expect(settings.directories.configuration == "/e")
  }

  @Test(
    "takes each option in every form",
    arguments: [
      OptionCase(["--ovnnb-db=x"], { $0.remotes.northbound = "x" }),
      OptionCase(["--ovnnb-db", "x"], { $0.remotes.northbound = "x" }),
      OptionCase(["-D", "x"], { $0.remotes.northbound = "x" }),
      OptionCase(["-Dx"], { $0.remotes.northbound = "x" }),
      OptionCase(["--ovns=x"], { $0.remotes.southbound = "x" }),
      OptionCase(["-dx"], { $0.remotes.southbound = "x" }),
      OptionCase(["-Ix"], { $0.remotes.interconnectNorthbound = "x" }),
      OptionCase(["--ic-n=x"], { $0.remotes.interconnectNorthbound = "x" }),
      OptionCase(["-i", "x"], { $0.remotes.interconnectSouthbound = "x" }),
      OptionCase(["--unixctl=a.ctl"], { $0.controlSocket = .path("/var/run/ovn/a.ctl") }),
      OptionCase(["-u", "/a.ctl"], { $0.controlSocket = .path("/a.ctl") }),
      OptionCase(["--unixctl=none"], { $0.controlSocket = .none }),
      OptionCase(
        ["--detach", "--no-chdir"],
        {
          $0.process.detaches = true
          $0.process.changesDirectory = false
        }
      ),
      OptionCase(["--monitor"], { $0.process.isMonitored = true }),
      OptionCase(["--pidfile"], { $0.process.pidfile = "/var/run/ovn/ovn-ic.pid" }),
      OptionCase(["--pidfile=a"], { $0.process.pidfile = "/var/run/ovn/a" }),
      OptionCase(["--pidfile=/a"], { $0.process.pidfile = "/a" }),
      OptionCase(["--overwrite-pidfile"], { $0.process.overwritesPidfile = true }),
      OptionCase(["--no-self-confinement"], { _ in }),
      OptionCase(["--user=a:b"], { $0.process.user = "a:b" }),
      OptionCase(["-v"], { $0.log.specifications = [.everything] }),
      OptionCase(["--verbose"], { $0.log.specifications = [.everything] }),
      OptionCase(
        ["-vconsole:off", "-vfile:info"],
        {
          $0.log.specifications = [
            .level(.off, module: nil, destination: .console),
            .level(.information, module: nil, destination: .file),
          ]
        }
      ),
      OptionCase(["--log-file=/a", "--log-file=/b"], { $0.log.file = "/b" }),
      OptionCase(["--syslog-method=unix:/s"], { $0.log.syslogMethod = .unix(path: "/s") }),
      OptionCase(
        ["--syslog-target=1.2.3.4:5"], { $0.log.syslogTarget = "1.2.3.4:5" }),
      OptionCase(
        ["-p", "k", "-cx", "-C", "a"],
        {
          $0.tls.privateKeyFile = "k"
          $0.tls.certificateFile = "x"
          $0.tls.authorityFile = "a"
        }
      ),
      OptionCase(
        ["--ssl-protocols=p", "--ssl-ciphers=c", "--ssl-ciphersuites=s", "--ssl-server-name=n"],
        {
          $0.tls.protocols = "p"
          $0.tls.ciphers = "c"
          $0.tls.ciphersuites = "s"
          $0.tls.serverName = "n"
        }
      ),
      OptionCase(
        ["positional", "-D", "x", "more"],
        {
          $0.remotes.northbound = "x"
          $0.arguments = ["positional", "more"]
        }
      ),
      OptionCase(
        ["-D", "x", "--", "-D", "y"],
        {
          $0.remotes.northbound = "x"
          $0.arguments = ["-D", "y"]
        }
      ),
      OptionCase(["--nonsense", "-D", "x", "-Z"], { $0.remotes.northbound = "x" }),
      OptionCase(["--o", "-D", "x"], { $0.remotes.northbound = "x" }),
      OptionCase(["--detach=3", "-D"], { _ in }),
    ])
  func options(example: OptionCase) throws {
    var expected = DaemonSettings { _ in nil }
    example.change(&expected)
    #expect(try parse(example.arguments) == .run(expected))
  }

  @Test(
    "is refused, in the words of the C daemon, when an argument makes no sense",
    arguments: [
      (["-vfoo"], "processing \"foo\": no destination, level, or module \"foo\""),
      (["--verbose=PATTERN:x"], "processing \"PATTERN:x\": unknown destination \"x\""),
      (["--syslog-method=foo"], "unsupported syslog method 'foo'"),
      (["-vfoo", "--version"], "processing \"foo\": no destination, level, or module \"foo\""),
    ])
  func refusals(arguments: [String], message: String) {
    let error = #expect(throws: CommandLineError.self) { try parse(arguments) }
    #expect(error?.description == message)
  }

  @Test(
    "asks for the version",
    arguments: [
      ["--version"], ["-V"], ["--vers"], ["-D", "x", "-V", "--help"], ["x", "--version"],
    ])
  func version(arguments: [String]) throws {
    let text = "ovn-ic 26.03.90\nOpen vSwitch Library 3.7.90\n"
    #expect(try parse(arguments) == .show(text))
  }

  @Test("asks for help, which names every option", arguments: ["--help", "-h"])
  func help(argument: String) throws {
    guard case .show(let help) = try parse([argument], environment: ["OVN_NB_DB": "tcp:[::1]:1"])
    else {
      Issue.record("no help")
      return
    }
    for option in OptionTable.options(of: .interconnect) {
      #expect(help.contains("--\(option.name)"))
    }
    #expect(
      help.hasPrefix("ovn-ic: OVN interconnection management daemon\nusage: ovn-ic [OPTIONS]\n"))
    #expect(help.contains("(default: tcp:[::1]:1)"))
    #expect(!help.split(separator: "\n").contains { $0.count > 88 })
  }

  @Test("asks for the list of options")
  func optionList() throws {
    guard case .show(let list) = try parse(["--options"]) else {
      Issue.record("no list")
      return
    }
    let lines = list.split(separator: "\n")
    #expect(lines.contains("--ovnnb-db=ARG"))
    #expect(lines.contains("-D ARG"))
    #expect(lines.contains("--verbose=[ARG]"))
    #expect(lines.contains("-V"))
  }

  @Test("asks for the graph of what is computed, or a part of it")
  func graph() throws {
    let program = DaemonProgram(
      name: "p", logModule: "p", summary: "", databases: [],
      processingGraph: ProcessingGraph([
        .init("A"), .init("B"), .init("c", inputs: ["A"]), .init("d", inputs: ["c", "B"]),
      ]))
    let head = "digraph \"Incremental-Processing-Engine\" {\n\trankdir=LR;\n"
    func node(_ name: String) -> String {
      "\t\(name) [style=filled, shape=box, fillcolor=white, label=\"\(name)\"];\n"
    }
    let expected = head + node("A") + node("c") + "\tA -> c [label=\"\"];\n}\n"
    #expect(try parse(["--dump-inc-proc-graph=c"], program: program) == .show(expected))
    #expect(try parse(["--dump-inc-proc-graph=x"], program: program) == .show(head + "}\n"))
    guard case .show(let whole) = try parse(["--dump-inc-proc-graph"], program: program) else {
      Issue.record("no graph")
      return
    }
    #expect(whole.contains("\tB -> d [label=\"\"];\n"))
  }

  @Test("keeps a program's own options apart")
  func ownOptions() throws {
    let program = DaemonProgram(
      name: "ovn-northd", logModule: "ovn_northd", summary: "", databases: [.northbound],
      options: [
        ProgramOption(name: "n-threads", argument: "N", help: ""),
        ProgramOption(name: "dry-run", help: ""),
      ])
    var expected = DaemonSettings { _ in nil }
    expected.programOptions = ["n-threads": "4", "dry-run": ""]
    expected.programOptionValues = ["n-threads": ["3", "4"], "dry-run": [""]]
    #expect(
      try parse(["--n-threads=3", "--n-threads=4", "--dry", "--ic-nb-db=x"], program: program)
        == .run(expected))
  }
}

@Suite("The command line of a program that takes another's place")
struct StrictCommandLineTests {
  private static let program = {
    var program = DaemonProgram(
      name: "p", logModule: "p", summary: "", databases: [],
      options: [
        ProgramOption(name: "replay", help: "not here", isRefused: true),
        ProgramOption(name: "an-option-of-some-length", argument: "FILE", help: "helps"),
      ])
    program.positional = " [FILE...]"
    program.notes = "Notes.\n"
    program.refusesUnknownOptions = true
    return program
  }()

  private func parse(_ arguments: String...) throws(CommandLineError) -> CommandLineParser.Outcome {
    try CommandLineParser(program: Self.program) { _ in nil }.parse(["p"] + arguments)
  }

  @Test("may not have options that nobody knows, or that are not here")
  func refuses() {
    #expect(throws: CommandLineError("see --help for the options")) { try parse("--none") }
    #expect(throws: CommandLineError("see --help for the options")) { try parse("-Q") }
    #expect(
      throws: CommandLineError("option '--replay' is not supported: not here")
    ) { try parse("--replay=DIR") }
  }

  @Test("is explained without what is not here, and with what is to be known besides")
  func help() throws {
    guard case .show(let help) = try parse("--help") else {
      Issue.record("no help")
      return
    }
    #expect(help.contains("usage: p [OPTIONS] [FILE...]\n"))
    #expect(help.hasSuffix("Notes.\n"))
    #expect(!help.contains("replay") && !help.contains("graph"))
    #expect(
      help.contains(
        "  --an-option-of-some-length=FILE\n" + String(repeating: " ", count: 28) + "helps\n"))
  }
}

/// Arguments, and what they change in the settings.
struct OptionCase: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let change: @Sendable (inout DaemonSettings) -> Void

  init(_ arguments: [String], _ change: @escaping @Sendable (inout DaemonSettings) -> Void) {
    self.arguments = arguments
    self.change = change
  }

  var testDescription: String { arguments.joined(separator: " ") }
}
