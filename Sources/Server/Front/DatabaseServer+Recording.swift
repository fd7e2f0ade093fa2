internal import Database
internal import EventLoop
internal import Journal

// Commits on their way to disk.
extension DatabaseServer {
  /// Returns whether all commits are on disk.
  func record(_ actions: [ServerAction]) -> Bool {
    var written: Set<String> = []
    var isConfigurationChanged = false
    do throws(DatabaseFileError) {
      for action in actions {
        switch action {
        case .record(let name, let commit):
          logChanges(commit.changes, of: name)
          guard let record = commit.record else { continue }
          files[name]?.journal.append(text: record)
          written.insert(name)
          if let watched = watchedTables[name],
            commit.changes.contains(where: { watched.contains($0.table) })
          {
            isConfigurationChanged = true
          }
        case .replace(let name, let schema, let contents):
          try files[name]?.replace(schema, contents)
          isConfigurationChanged = true
        case .send, .sendText, .sendSchema, .disconnect: break
        }
      }
      for name in written { try flush(name) }
    } catch {
      onFatalError("\(error)")
      return false
    }
    if isConfigurationChanged {
      LoopActor.spawn { [weak self] in self?.configureRemotes() }
    }
    return true
  }

  func flush(_ name: String) throws(DatabaseFileError) {
    guard let file = files[name] else { return }
    do throws(JournalError) { try file.journal.flush() } catch {
      // The records are lost, but not what they say: the file can be written anew.
      log(.error, "\(error); writing the whole file anew")
      guard let database = core.database(named: name) else { return }
      try file.replace(
        database.schema, database.snapshotRecord(date: Journal.millisecondsSinceEpoch()))
    }
  }
}
