internal import Daemon
internal import EventLoop
internal import Logging
internal import Server

/// The database server as a daemon: options, log, control socket.
@LoopActor
final class DatabaseDaemon {
  /// The one of this process, for as long as it runs.
  static var shared: DatabaseDaemon?

  let server: DatabaseServer
  let context: DaemonContext

  /// Opens the files and remotes of the command line; ends the process if one cannot be.
  init(_ context: DaemonContext) {
    self.context = context
    server = DatabaseServer(runDirectory: context.settings.directories.run) { level, message in
      switch level {
      case .debug: context.log.debug("\(message)")
      case .info: context.log.info("\(message)")
      case .warning: context.log.warning("\(message)")
      case .error: context.log.error("\(message)")
      }
    }
    server.onFatalError = { Log.shared.fatal(module: "ovsdb_server", $0) }
    // Files, log and control socket need some as well.
    server.sessionsMaximum = max(16, min(server.sessionsMaximum, raiseOpenFileLimit() - 64))
    context.memoryReport = { [weak self] in self?.server.usage ?? [:] }
    openAll()
    registerCommands()
  }

  private func openAll() {
    let settings = context.settings
    var paths = settings.arguments
    if paths.isEmpty, settings.programOptions["no-dbs"] == nil { paths = [defaultDatabaseFile] }
    do throws(DatabaseFileError) {
      for path in paths { try server.open(path) }
    } catch {
      Log.shared.fatal(module: "ovsdb_server", "\(error)")
    }
    do throws(RemoteConfigurationError) {
      try configureReplication(settings)
      try server.setTLSOptions(settings.tls.options)
      for remote in settings.programOptionValues["remote"] ?? [] { try server.addRemote(remote) }
    } catch {
      Log.shared.fatal(module: "ovsdb_server", "\(error)")
    }
  }

  private func configureReplication(
    _ settings: DaemonSettings
  ) throws(RemoteConfigurationError) {
    if let text = settings.programOptions["sync-exclude-tables"] {
      try server.setReplicationExclusions(text)
    }
    guard let source = settings.programOptions["sync-from"] else { return }
    server.replicationSource = source
    if settings.programOptions["active"] == nil { server.startReplication() }
  }

  /// Writes what is to be written and removes the sockets.
  func stop() { server.stop() }
}

extension TLSSettings {
  fileprivate var options: TLSOptions {
    var options = TLSOptions()
    options.privateKey = privateKeyFile
    options.certificate = certificateFile
    options.caCertificate = authorityFile
    options.bootstrapsCA = bootstrapsAuthority
    options.protocols = protocols
    options.ciphers = ciphers
    options.ciphersuites = ciphersuites
    return options
  }
}
