internal import Daemon
internal import EventLoop
internal import Logging
internal import Server

/// The database server as a daemon: options, log, control socket.
@LoopActor
final class ServerDaemon {
  /// The one of this process, for as long as it runs.
  static var shared: ServerDaemon?

  let server: DatabaseServer
  let context: DaemonContext
  /// What commands have changed, for a server that takes this one's place after a crash.
  private let saved: InheritedText?
  /// The command of `--run`, while it runs.
  private var child: ChildProcess?

  /// Opens the files and remotes of the command line; ends the process if one cannot be.
  init(_ context: DaemonContext, saved: InheritedText?) {
    self.context = context
    self.saved = saved
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
    let configuration =
      saved.flatMap { RunningConfiguration($0.text) } ?? RunningConfiguration(context.settings)
    apply(configuration)
    saveConfiguration()
    registerCommands()
    if let command = context.settings.programOptions["run"] { start(command) }
  }

  private func apply(_ configuration: RunningConfiguration) {
    do throws(DatabaseFileError) {
      for file in configuration.files { try server.open(file) }
    } catch {
      Log.shared.fatal(module: "ovsdb_server", "\(error)")
    }
    do throws(RemoteConfigurationError) {
      try server.setTLSOptions(context.settings.tls.options)
      try server.setReplicationExclusions(configuration.replicationExclusions)
      server.replicationSource = configuration.replicationSource
      if configuration.isBackup { server.startReplication() }
      for remote in configuration.remotes { try server.addRemote(remote) }
    } catch {
      Log.shared.fatal(module: "ovsdb_server", "\(error)")
    }
  }

  /// Keeps what is configured now for a process that comes after a crash of this one.
  func saveConfiguration() {
    do throws(SystemError) {
      try saved?.set(RunningConfiguration(of: server).text)
    } catch {
      context.log.error("\(error)")
    }
  }

  /// Runs a command of the shell; the server ends with it.
  private func start(_ command: String) {
    do throws(LoopError) {
      child = try ChildProcess("/bin/sh", ["-c", command]) { [weak self] end in
        guard let self else { return }
        if end != .exited(status: 0) {
          context.log.error("\(command): child exited, \(end)")
          context.exitStatus = 1
        }
        context.requestExit()
      }
    } catch {
      Log.shared.fatal(
        module: "ovsdb_server", "\(command): process failed to start (\(error.reason))")
    }
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
