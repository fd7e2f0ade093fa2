import Foundation

/// A real `ovsdb-server`, or ours in its place, with one database.
public struct OVSDBServer: Sendable {
  /// Which server it is: an executable and its first arguments.
  public struct Command: Hashable, Sendable, CustomStringConvertible {
    public let executable: String
    public let arguments: [String]
    public let description: String

    /// The C server of the distribution.
    public static let reference = Command(
      executable: "ovsdb-server", arguments: [], description: "the C server")

    /// `isthmus ovsdb`, from the folder that the running tests were built into; `ISTHMUS_OVSDB` in
    /// the environment names another `isthmus`.
    public static let ours: Command = {
      let chosen = ProcessInfo.processInfo.environment["ISTHMUS_OVSDB"] ?? ""
      return Command(
        executable: chosen.isEmpty ? builtProgram("isthmus") : chosen, arguments: ["ovsdb"],
        description: "ours")
    }()
  }

  /// The database it serves.
  public let kind: DatabaseKind
  /// The process.
  public let program: Program
  /// The database file: the journal, which grows with each transaction.
  public let file: String
  /// Its log.
  public let logFile: String
  /// Its control socket, for `ovs-appctl -t`.
  public let controlSocket: String
  /// The path of the Unix socket on which it serves the database.
  public let socket: String
  /// The port on 127.0.0.1, if it was asked to listen on TCP. The same after a restart.
  public let tcpPort: Int?
  /// The port on 127.0.0.1, if it was asked to listen with TLS. The same after a restart.
  public let tlsPort: Int?

  /// `unix:PATH`, what clients connect to.
  public var remote: String { "unix:\(socket)" }

  /// Creates the database and starts the server; returns when it accepts connections.
  ///
  /// With `certificates` it listens with TLS too, and asks clients for theirs.
  public init(
    _ kind: DatabaseKind, name: String, in workspace: Workspace, command: Command = .reference,
    tcp: Bool = false, certificates: Certificates? = nil
  ) async throws {
    self.kind = kind
    file = workspace.path("\(name).db")
    logFile = workspace.path("\(name).log")
    controlSocket = workspace.path("\(name).ctl")
    socket = workspace.path("\(name).sock")
    tcpPort = tcp ? try freePort() : nil
    tlsPort = certificates != nil ? try freePort() : nil
    var arguments = [
      "--remote=punix:\(socket)", "--unixctl=\(controlSocket)", "--log-file=\(logFile)",
      "-vconsole:off", "-vsyslog:off",
    ]
    if let tcpPort { arguments.append("--remote=ptcp:\(tcpPort):127.0.0.1") }
    if let tlsPort, let certificates {
      arguments += [
        "--remote=pssl:\(tlsPort):127.0.0.1", "--private-key=\(certificates.serverKey)",
        "--certificate=\(certificates.serverCertificate)", "--ca-cert=\(certificates.authority)",
      ]
    }
    program = workspace.program(name, command.executable, command.arguments + arguments + [file])
    try await run("ovsdb-tool", ["create", file, kind.schemaFile])
    try await start()
  }

  /// Starts the server again after ``stop()`` or ``kill()``, with the same contents.
  public func start() async throws {
    // A killed server leaves its sockets; they must not be taken for the new one's.
    unlink(socket)
    unlink(controlSocket)
    try await program.start()
    try await waitUntil("\(program.name) accepts connections: \(program.output)") {
      guard await program.isRunning else {
        throw TestbedError.notStarted(program: program.name, reason: program.output)
      }
      return accepts(unix: socket)
        && [tcpPort, tlsPort].allSatisfy { $0.map(accepts(tcp:)) ?? true }
    }
  }

  /// Ends the server in an orderly way.
  public func stop() async { await program.stop() }

  /// Kills the server: connections are cut, nothing is said.
  public func kill() async { await program.kill() }

  /// Cuts all connections by killing the server, and starts it again.
  public func restart() async throws {
    await kill()
    try await start()
  }

  /// Runs the database's own tool (`ovn-nbctl` …) against it and returns what it prints.
  @discardableResult
  public func ctl(_ arguments: String...) async throws -> String { try await ctl(arguments) }

  /// Runs the database's own tool with `arguments` and returns what it prints.
  @discardableResult
  public func ctl(_ arguments: [String]) async throws -> String {
    guard let tool = kind.tool else {
      throw TestbedError.notStarted(program: kind.name, reason: "it has no tool")
    }
    return try await run(tool, ["--db=\(remote)", "--timeout=20"] + arguments)
  }

  /// Runs a transaction, given as the JSON array of RFC 7047 4.1.3, and returns the JSON of the results.
  ///
  /// Text longer than a command line may be goes through ``Workspace`` files and the connection instead.
  @discardableResult
  public func transact(text: String) async throws -> String {
    try await run("ovsdb-client", ["transact", "--timeout=30", remote, text])
  }

  /// Sends an `ovs-appctl` command to the server, for instance `ovsdb-server/compact`.
  @discardableResult
  public func appctl(_ arguments: String...) async throws -> String {
    try await run("ovs-appctl", ["-t", controlSocket] + arguments)
  }

  /// The log so far.
  public var log: String { (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "" }
}
