/// A daemon program: its name, what it is called with, what it says of itself.
public struct DaemonProgram: Sendable {
  /// The name of the executable, which names pidfile, control socket and log file.
  public let name: String
  /// The module under which the program's own messages are logged.
  public let logModule: String
  /// What the program is, in a few words.
  public let summary: String
  /// The databases it connects to.
  public let databases: [DatabaseOption]
  /// Options of this program alone; their values land in `DaemonSettings.programOptions`.
  public let options: [ProgramOption]
  /// What `--dump-inc-proc-graph` prints; where it is empty there is no such option.
  public let processingGraph: ProcessingGraph
  /// What else may stand on the command line, as the help text calls it.
  public var positional = ""
  /// What else the help text says, at its end.
  public var notes = ""
  /// Whether it does not start with an option that it does not know.
  public var refusesUnknownOptions = false
  /// Whether it is a program of Open vSwitch, and not of OVN.
  public var isOfOpenVSwitch = false

  public init(
    name: String, logModule: String, summary: String, databases: [DatabaseOption],
    options: [ProgramOption] = [], processingGraph: ProcessingGraph = ProcessingGraph()
  ) {
    self.name = name
    self.logModule = logModule
    self.summary = summary
    self.databases = databases
    self.options = options
    self.processingGraph = processingGraph
  }

  /// The release of OVN whose behaviour this one matches.  Scripts take the last word of the first
  /// line of ``version`` for a number.
  public static let release = "26.03.90"
  /// The release of Open vSwitch whose library behaves as this one does.
  public static let libraryRelease = "3.7.90"

  /// What `--version` prints and the command `version` replies, without the last newline.
  public var version: String {
    isOfOpenVSwitch
      ? "\(name) (Open vSwitch) \(Self.libraryRelease)"
      : "\(name) \(Self.release)\nOpen vSwitch Library \(Self.libraryRelease)"
  }
}

/// An option that only one program has.
public struct ProgramOption: Sendable {
  /// The long option, without dashes.
  public let name: String
  /// What the help text calls its argument; nil when it takes none.
  public let argument: String?
  /// One line of help.
  public let help: String
  /// Whether it exists in the program whose place this one takes, and not here.
  public let isRefused: Bool

  public init(name: String, argument: String? = nil, help: String, isRefused: Bool = false) {
    self.name = name
    self.argument = argument
    self.help = help
    self.isRefused = isRefused
  }
}
