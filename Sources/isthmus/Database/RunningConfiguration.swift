internal import Daemon
internal import EventLoop
internal import JSON
internal import Server

/// What commands may change of a server's configuration: a server that a monitor starts again goes on
/// with it, and not with the command line.
struct RunningConfiguration: Equatable {
  var files: [String]
  var remotes: [String]
  var replicationSource: String?
  var replicationExclusions: String
  var isBackup: Bool

  /// As the command line has it.
  init(_ settings: DaemonSettings) {
    files = settings.arguments
    if files.isEmpty, settings.programOptions["no-dbs"] == nil { files = [defaultDatabaseFile] }
    remotes = settings.programOptionValues["remote"] ?? []
    replicationSource = settings.programOptions["sync-from"]
    replicationExclusions = settings.programOptions["sync-exclude-tables"] ?? ""
    isBackup = replicationSource != nil && settings.programOptions["active"] == nil
  }

  /// As a server has it now.
  @LoopActor
  init(of server: DatabaseServer) {
    files = server.filePaths
    remotes = server.remoteList
    replicationSource = server.replicationSource
    replicationExclusions = server.replicationExclusions
    isBackup = server.isBackup
  }

  /// Reads what ``text`` gave; nil if that is something else.
  init?(_ text: String) {
    guard let json = try? JSON(parsing: text), let files = json["files"]?.strings,
      let remotes = json["remotes"]?.strings,
      let exclusions = json["exclusions"]?.stringValue
    else { return nil }
    self.files = files
    self.remotes = remotes
    replicationSource = json["source"]?.stringValue
    replicationExclusions = exclusions
    isBackup = json["isBackup"] == true
  }

  var text: String {
    let json: JSON = [
      "files": .array(files.map { .string($0) }), "remotes": .array(remotes.map { .string($0) }),
      "source": replicationSource.map { .string($0) } ?? .null,
      "exclusions": .string(replicationExclusions), "isBackup": .boolean(isBackup),
    ]
    return json.description
  }
}

extension JSON {
  fileprivate var strings: [String]? { arrayValue?.compactMap(\.stringValue) }
}
