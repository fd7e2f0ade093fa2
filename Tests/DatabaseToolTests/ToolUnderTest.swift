import Testbed

/// A command line tool, the distribution's or ours, on a database server of its own.
struct ToolUnderTest: Sendable {
  let executable: String
  let server: OVSDBServer

  /// The distribution's tool on `server`.
  static func reference(_ server: OVSDBServer) -> ToolUnderTest {
    ToolUnderTest(executable: server.kind.tool ?? "", server: server)
  }

  /// Ours of the same name on `server`.
  static func ours(_ server: OVSDBServer) -> ToolUnderTest {
    ToolUnderTest(executable: builtProgram(server.kind.tool ?? ""), server: server)
  }

  var isOurs: Bool { executable.contains("/") }

  /// Runs it to its end.
  func run(_ words: [String]) async throws -> ToolResult {
    try await attempt(
      executable, ["--db=\(server.remote)", "-vsyslog:off"] + words,
      environment: ["OVN_RUNDIR": "/nonexistent", "OVS_CTL_TIMEOUT": "20"])
  }
}

/// What a tool printed and how it ended, without what differs from run to run: the time, the paths, the
/// UUIDs that were drawn by lot, which are numbered as they come up.
struct Transcript: Equatable, CustomStringConvertible {
  var status: ExitStatus
  var output: String
  var error: String

  init(_ result: ToolResult, of tool: ToolUnderTest) {
    status = result.status
    var names = DrawnNames()
    output = names.naming(result.output)
    error = names.naming(result.error)
      .replacing(tool.server.remote, with: "DATABASE")
      // Which of two rows that clash is the first is the server's choice.
      .replacing(/\ \ First row, with .*?","error"/, with: "\",\"error\"")
      .replacing(/^[^ ]*\/(ovn-ic-[ns]bctl: )/) { "\($0.output.1)" }
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        let isLog = line.dropFirst(19).hasPrefix("Z|")
        return isLog ? "TIME" + line.dropFirst(19) : String(line)
      }.joined(separator: "\n")
  }

  /// The same with the lines in order.
  var sorted: Transcript {
    var copy = self
    copy.output = output.split(separator: "\n", omittingEmptySubsequences: false).sorted()
      .joined(separator: "\n")
    return copy
  }

  var description: String { "\(status)\n--- output\n\(output)\n--- error\n\(error)" }
}

/// Numbers for UUIDs. Those that a story fixes have one digit ten times in their last part, and stay.
struct DrawnNames {
  private var names: [Substring: String] = [:]

  mutating func naming(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: Self.form) {
      result += rest[..<range.lowerBound]
      result += name(of: rest[range])
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  private mutating func name(of uuid: Substring) -> String {
    if Set(uuid.suffix(12).prefix(10)).count == 1 { return String(uuid) }
    if let name = names[uuid] { return name }
    names[uuid] = "UUID-\(names.count + 1)"
    return names[uuid] ?? ""
  }

  private static var form: Regex<Substring> {
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
  }
}
