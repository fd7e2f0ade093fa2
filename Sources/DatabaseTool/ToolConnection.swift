internal import Client
internal import Daemon
internal import DatabaseCommands
internal import Glibc
internal import Session

/// How a tool connects to its database.
enum ToolConnection {
  /// What the settings say of it; the reason, in a few words, if they make no sense.
  static func configuration(
    database: String, _ settings: ToolSettings
  ) -> Result<DatabaseClientConfiguration, RemoteError> {
    Result { () throws(RemoteError) in
      let directories = RunDirectories(environment: environmentVariable)
      let list = try RemoteList(parsing: settings.remote, runDirectory: directories.run)
      return DatabaseClientConfiguration(
        database: database, remotes: list.remotes, clusterID: list.clusterID,
        leaderOnly: settings.leaderOnly, attemptsMaximum: attempts(list.remotes, settings),
        probeInterval: probeInterval(list.remotes), tls: settings.tls.configuration,
        monitored: { DatabaseContents.monitored(in: $0) })
    }
  }

  /// Each server once. One that connects to us may take its time; and the first connection ends when it
  /// has shown the authority that later ones are to be checked by.
  private static func attempts(_ remotes: [Remote], _ settings: ToolSettings) -> Int? {
    if remotes.contains(where: \.isPassive) { return nil }
    guard settings.tls.bootstrapsAuthority, let file = settings.tls.authorityFile,
      access(file, F_OK) != 0
    else { return remotes.count }
    return remotes.count + 1
  }

  /// Long enough for a server that is busy with a large transaction.
  private static func probeInterval(_ remotes: [Remote]) -> Duration? {
    remotes.allSatisfy { $0.defaultProbeInterval == .zero } ? nil : .seconds(120)
  }
}

extension RPCError {
  /// The error in a few words, as the system has them.
  var shortReason: String { if case .closedByPeer = self { "End of file" } else { description } }
}

extension RemoteError {
  /// The error in a few words, as the system has them if there is no such connection method.
  var shortReason: String {
    let methods = ["tcp:", "ssl:", "unix:", "ptcp:", "pssl:", "punix:"]
    guard methods.contains(where: remote.hasPrefix) else {
      return String(cString: strerror(EAFNOSUPPORT))
    }
    return reason
  }
}
