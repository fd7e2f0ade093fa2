internal import Database
internal import EventLoop
internal import JSON
internal import OVSDB

// The columns in which rows of remotes say how these fare: `is_connected` and `status`.
extension DatabaseServer {
  private static let statusInterval = Duration.milliseconds(2500)

  func scheduleStatus() {
    // A backup's rows are the active server's.
    guard !isBackup, remoteTexts.contains(where: { $0.hasPrefix("db:") }) else {
      statusTimer = nil
      return
    }
    let timer = statusTimer ?? Timer { [weak self] in self?.updateStatus() }
    statusTimer = timer
    timer.start(after: .zero)
  }

  private func updateStatus() {
    guard !isBackup else { return }
    for text in remoteTexts {
      // Those of a copy are its source's.
      guard let location = Self.location(text), relays[location.database] == nil,
        let database = core.database(named: location.database)
      else { continue }
      let table = location.tables(in: database).first { $0 != location.table }
      guard let table else { continue }
      let operations = location.connections(in: database).compactMap { operation($0, table) }
      if !operations.isEmpty {
        core.update(location.database, operations, time)
        scheduleTurn()
      }
    }
    statusTimer?.start(after: Self.statusInterval)
  }

  /// What brings a row up to date; nil if it is.
  private func operation(_ row: ConnectionRow, _ table: String) -> OVSDB.Operation? {
    guard let target = row.string("target"), let remote = remotes[target] else { return nil }
    let sessions = openConnections.filter { $0.remote === remote }
    var columns: [String: JSON] = [:]
    if row.hasColumn("is_connected") { columns["is_connected"] = .boolean(!sessions.isEmpty) }
    if row.hasColumn("status") {
      let pairs = status(remote, sessions).sorted { $0.key < $1.key }
      columns["status"] = .map(pairs.map { (.string($0.key), .string($0.value)) })
    }
    let present = row.row.json(columns.keys.compactMap(row.layout.position(of:)), row.layout)
    guard !columns.isEmpty, present != .object(columns) else { return nil }
    return .update(table: table, where: [.uuid(equals: row.uuid)], row: columns)
  }

  /// What the column `status` says of a remote (ovs-vswitchd.conf.db(5), Manager).
  private func status(
    _ remote: ConfiguredRemote, _ sessions: [ServerConnection]
  ) -> [String: String] {
    guard let active = remote.active else { return passiveStatus(remote, sessions.count) }
    var status = sessions.first.map { core.lockStatus(of: $0.session) } ?? [:]
    status["state"] = sessions.first?.isIdle == true ? "IDLE" : active.state
    status["sec_since_connect"] = active.lastConnected.map(secondsSince)
    status["sec_since_disconnect"] = active.lastDisconnected.map(secondsSince)
    status["last_error"] = active.lastError
    return status
  }

  private func passiveStatus(_ remote: ConfiguredRemote, _ count: Int) -> [String: String] {
    // `ovsdb-server` has nothing to say of times here, and says 0.
    var status = ["sec_since_connect": "0", "sec_since_disconnect": "0"]
    status["bound_port"] = remote.boundPort.map { "\($0)" }
    if count > 1 { status["n_connections"] = "\(count)" }
    status["last_error"] = remote.lastError
    return status
  }

  private func secondsSince(_ time: Duration) -> String {
    "\((LoopClock.now - time).components.seconds)"
  }
}
