internal import Database
internal import EventLoop
internal import Journal
internal import OVSDB

// Databases.
extension DatabaseServer {
  /// Serves a database file, or a copy of another server's database (`relay:DB:REMOTE`); returns the
  /// database's name.
  @discardableResult
  public func open(_ path: String) throws(DatabaseFileError) -> String {
    if Self.isRelay(path) { return try openRelay(path) }
    guard !files.values.contains(where: { $0.path == path }) else {
      throw DatabaseFileError("ovsdb error: \(path): already open")
    }
    let (file, database) = try DatabaseFile.open(path, now: LoopClock.now)
    let name = database.schema.name
    if let recovery = file.journal.recovery { log(.warning, "\(recovery)") }
    guard core.add(database, time) else {
      throw DatabaseFileError("ovsdb error: \(path): duplicate database name")
    }
    files[name] = file
    configureRemotes()
    restartReplication()
    scheduleTurn()
    return name
  }

  /// Serves a database no longer. Throws if it is not there or cannot be removed.
  public func remove(_ name: String) throws(DatabaseFileError) {
    if name.hasPrefix("_") { throw DatabaseFileError("Cannot remove reserved database.") }
    guard files[name] != nil || relays[name] != nil else {
      throw DatabaseFileError("Failed to find the database.")
    }
    // What was promised is written before the file is let go.
    turn()
    _ = core.remove(name, time)
    turn()
    files[name]?.compactionEnded(DatabaseFileError("\(name): database removed"), now: LoopClock.now)
    files[name] = nil
    relays.removeValue(forKey: name)?.close()
    configureRemotes()
    restartReplication()
  }
}
