internal import Database
internal import EventLoop
internal import JSON
internal import OVSDB
internal import Session

/// From where and what a backup server replicates.
struct ReplicationSettings {
  /// The connection method of the active server, as it was given.
  var source: String?
  var exclusions = ReplicationExclusions()
  var probeInterval = Duration.seconds(60)
}

// A backup server: it follows an active one, and may only be read from (ovsdb-server(1), "Active-Backup
// Options").
extension DatabaseServer {
  /// The connection method of the active server.
  public var replicationSource: String? {
    get { replicationSettings.source }
    set { replicationSettings.source = newValue }
  }

  /// The tables that are not replicated, as `DB:TABLE,…`.
  public var replicationExclusions: String { replicationSettings.exclusions.description }

  /// Throws if `text` is not `DB:TABLE,…`.
  public func setReplicationExclusions(_ text: String) throws(RemoteConfigurationError) {
    replicationSettings.exclusions = try ReplicationExclusions(text)
    restartReplication()
  }

  /// How long the active server may be silent before it is probed; zero is for ever.
  public func setReplicationProbeInterval(_ interval: Duration) {
    replicationSettings.probeInterval = interval
    replication?.setProbeInterval(interval)
  }

  /// Becomes a backup of ``replicationSource``. Returns false if there is none.
  @discardableResult
  public func startReplication() -> Bool {
    guard replicationSettings.source != nil else { return false }
    isBackup = true
    restartReplication()
    updateRights()
    return true
  }

  /// Becomes active.
  public func stopReplication() {
    replication?.close()
    replication = nil
    isBackup = false
    updateRights()
    scheduleStatus()
  }

  /// What the command `sync-status` replies.
  public var replicationStatus: String {
    guard isBackup else { return "state: active\n" }
    let source = replicationSettings.source ?? ""
    var text = "state: backup\n"
    guard let replication else { return text + "not connected to \(source)" }
    guard let databases = replication.replicated else { return text + "connecting: \(source)" }
    text += "replicating: \(source)\ndatabase: \(databases.joined(separator: ", "))"
    if !replicationSettings.exclusions.isEmpty { text += "\nexclude: \(replicationExclusions)" }
    return text
  }

  /// Begins again, if it is on: databases have come or gone, or it is to be done otherwise.
  func restartReplication() {
    replication?.close()
    replication = nil
    guard isBackup, let source = replicationSettings.source else { return }
    do throws(RemoteError) {
      let remote = try Remote(parsing: source, runDirectory: runDirectory)
      let machine = ReplicationStateMachine(
        serverID: core.serverIdentifier.stringValue ?? "",
        exclusions: replicationSettings.exclusions, schemas: schemasOfFiles)
      replication = Replication(
        from: remote, probeInterval: replicationSettings.probeInterval, machine: machine,
        server: self)
    } catch {
      log(.error, "\(error)")
    }
  }

  private var schemasOfFiles: [String: DatabaseSchema] {
    var schemas: [String: DatabaseSchema] = [:]
    for name in files.keys { schemas[name] = core.database(named: name)?.schema }
    return schemas
  }

  private func updateRights() {
    for connection in openConnections {
      core.setRights(rights(of: connection), of: connection.session)
    }
  }

  /// The active server refuses, or what it says cannot be followed: as `ovsdb-server` does, this one
  /// then is active itself, with what it has.
  func replicationFailed(_ failed: Replication) {
    guard failed === replication else { return }
    log(.warning, "replication failed; this server is active now")
    stopReplication()
  }
}

// What the active server says.
extension DatabaseServer {
  func adopt(_ contents: JSONElement, as name: String) throws(ReplicationError) {
    try replicate(name) { (reader) throws(ReplicationError) in
      try reader.operations(adopting: contents)
    }
  }

  func apply(_ updates: JSONElement, to name: String) throws(ReplicationError) {
    try replicate(name) { (reader) throws(ReplicationError) in
      try reader.operations(of: updates)
    }
  }

  private func replicate(
    _ name: String,
    _ operations: (TableUpdatesReader) throws(ReplicationError) -> [JSON]
  ) throws(ReplicationError) {
    guard let database = core.database(named: name) else { return }
    let reader = TableUpdatesReader(
      database: database, exclusions: replicationSettings.exclusions)
    let wanted = try operations(reader)
    guard !wanted.isEmpty else { return }
    do throws(OperationError) {
      try core.execute(wanted, in: name, time)
    } catch {
      throw ReplicationError("\(name): \(error)")
    }
    scheduleTurn()
  }
}
