internal import Database
internal import EventLoop
internal import Session
internal import TLS

// Remotes and TLS, as they are configured.
extension DatabaseServer {
  /// Listens at or connects to a remote, or to those that a column names (`db:…`).
  ///
  /// Throws if a column does not exist. What is wrong with a connection method is only logged.
  public func addRemote(_ text: String) throws(RemoteConfigurationError) {
    // Nothing can be said of a copy that has not been made.
    if let location = try DatabaseLocation(text), !isAwaited(location.database) {
      try location.check(core.database(named: location.database), allowsReference: true)
    }
    remoteTexts.insert(text)
    configureRemotes()
  }

  private func isAwaited(_ name: String) -> Bool {
    relays[name] != nil && core.database(named: name) == nil
  }

  /// Undoes ``addRemote(_:)``.
  public func removeRemote(_ text: String) throws(RemoteConfigurationError) {
    guard remoteTexts.remove(text) != nil else {
      throw RemoteConfigurationError("no such remote")
    }
    configureRemotes()
  }

  /// The remotes as they were added, in order.
  public var remoteList: [String] { remoteTexts.sorted() }

  /// The TCP port that a remote listens at, as where the kernel chose it.
  public func boundPort(of target: String) -> UInt16? { remotes[target]?.boundPort }

  /// Takes other files, or places that name them, for TLS.
  ///
  /// Throws if a place does not exist.
  public func setTLSOptions(_ options: TLSOptions) throws(RemoteConfigurationError) {
    for text in options.texts {
      guard let text, let location = try DatabaseLocation(text), !isAwaited(location.database)
      else { continue }
      try location.check(core.database(named: location.database), allowsReference: false)
    }
    tlsSettings = options
    configureRemotes()
  }

  /// Makes remotes and TLS be what options and databases say now.
  func configureRemotes() {
    setTLS(
      tlsSettings.configuration { [core] text in
        guard let location = Self.location(text) else { return text }
        return location.string(in: core.database(named: location.database))
      })
    let wanted = wantedRemotes
    for (target, remote) in remotes where wanted[target] == nil {
      remotes[target] = nil
      close(remote)
    }
    for (target, settings) in wanted {
      if let remote = remotes[target] {
        if remote.settings != settings { apply(settings, to: remote) }
      } else {
        configure(target, settings)
      }
    }
    watch(settingTables)
    scheduleStatus()
  }

  private var wantedRemotes: [String: RemoteSettings] {
    var wanted: [String: RemoteSettings] = [:]
    for text in remoteTexts {
      if let location = Self.location(text) {
        let found = location.remotes(in: core.database(named: location.database))
        wanted.merge(found) { $1 }
      } else {
        wanted[text] = RemoteSettings()
      }
    }
    return wanted
  }

  private func configure(_ target: String, _ settings: RemoteSettings) {
    do throws(RemoteError) {
      remotes[target] = try ConfiguredRemote(
        target, settings, runDirectory: runDirectory, server: self)
    } catch {
      log(.error, "\(error)")
    }
  }

  private func apply(_ settings: RemoteSettings, to remote: ConfiguredRemote) {
    remote.apply(settings)
    for connection in openConnections where connection.remote === remote {
      connection.setProbeInterval(settings.probeInterval)
      core.setRights(rights(of: connection), of: connection.session)
    }
  }

  /// The tables whose rows say what remotes and TLS are, by database.
  private var settingTables: [String: Set<String>] {
    var tables: [String: Set<String>] = [:]
    for text in remoteTexts.union(tlsSettings.texts.compactMap(\.self)) {
      guard let location = Self.location(text) else { continue }
      let database = core.database(named: location.database)
      tables[location.database, default: []].formUnion(location.tables(in: database))
    }
    return tables
  }

  static func location(_ text: String) -> DatabaseLocation? {
    (try? DatabaseLocation(text)) ?? nil
  }

  /// Stops serving: remotes and connections are closed, files written and let go.
  public func stop() {
    stopReplication()
    remoteTexts = []
    statusTimer = nil
    for remote in remotes.values { close(remote) }
    remotes = [:]
    for name in Array(files.keys) + Array(relays.keys) { try? remove(name) }
  }
}

extension DatabaseServer {
  /// What sessions over a remote may do.
  func rights(through remote: ConfiguredRemote, peerName: String?) -> SessionRights {
    let role = remote.settings.role
    return SessionRights(
      isReadOnly: remote.settings.isReadOnly || isBackup,
      access: role.isEmpty ? nil : AccessControl(role: role, client: peerName))
  }

  func rights(of connection: ServerConnection) -> SessionRights {
    rights(through: connection.remote, peerName: connection.peerName)
  }
}
