import Glibc
import Testbed

/// Runs of our `ovn-ic`, with its files in a workspace, that go to the background.
struct DaemonCase: Sendable {
  let workspace: Workspace

  /// The program under test.
  static let path = builtProgram("ovn-ic")

  /// Keeps messages off the terminal and off the machine's syslog.
  static let quiet = ["-vconsole:off", "-vsyslog:off"]

  var environment: [String: String] {
    [
      "OVN_RUNDIR": workspace.folder, "OVS_RUNDIR": workspace.folder,
      "OVN_LOGDIR": workspace.folder, "OVS_LOGDIR": workspace.folder,
      "OVN_DBDIR": workspace.folder, "OVN_SYSCONFDIR": workspace.folder,
    ]
  }

  /// The file that a daemon started with `--pidfile` writes.
  var pidfile: String { workspace.path("ovn-ic.pid") }

  /// The process that the pidfile names; nil when there is none.
  var pid: pid_t? { pid(in: pidfile) }

  func pid(in path: String) -> pid_t? {
    text(of: path).flatMap { pid_t($0.prefix { $0.isNumber }) }
  }

  /// The contents of a file; nil when it is not there.
  func text(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var (text, bytes) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while case let count = fread(&bytes, 1, bytes.count, file), count > 0 {
      text += bytes.prefix(count)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What is in the workspace, sorted.
  var files: [String] {
    guard let folder = opendir(workspace.folder) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Runs the program until its first process ends.
  func launch(_ arguments: String...) async throws -> ToolResult {
    try await attempt(Self.path, Self.quiet + arguments, environment: environment)
  }

  /// Runs `ovn-appctl` with a command for the daemon that the pidfile names.
  func appctl(_ arguments: String...) async throws -> ToolResult {
    try await attempt("ovn-appctl", ["-t", "ovn-ic"] + arguments, environment: environment)
  }
}

/// Runs `body`, and afterwards ends what the pidfiles in the workspace still name.
func withDaemonCase<Result>(_ body: (DaemonCase) async throws -> Result) async throws -> Result {
  try await withWorkspace { workspace in
    let daemon = DaemonCase(workspace: workspace)
    defer {
      for file in daemon.files where file.hasSuffix(".pid") {
        if let pid = daemon.pid(in: workspace.path(file)) { kill(pid, SIGKILL) }
      }
    }
    return try await body(daemon)
  }
}

/// Whether a process of that number exists, other than as a zombie that nobody has reaped yet.
func isAlive(_ pid: pid_t) -> Bool {
  guard let file = fopen("/proc/\(pid)/stat", "r") else { return false }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1024)
  let count = fread(&bytes, 1, bytes.count, file)
  let text = String(decoding: bytes.prefix(count), as: UTF8.self)
  guard let end = text.lastIndex(of: ")") else { return false }
  return text[end...].dropFirst(2).first != "Z"
}
