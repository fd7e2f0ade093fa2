internal import EventLoop
internal import Journal

// Files that are written anew: because someone asks for it, or because they have grown.
extension DatabaseServer {
  /// Compacts a database's file, or those of all, while clients are served.
  ///
  /// `done` is called when that is over, with what went wrong, if anything did. Throws if there is no
  /// such database.
  public func compact(
    _ name: String? = nil, done: @escaping @LoopActor (DatabaseFileError?) -> Void
  ) throws(DatabaseFileError) {
    if let name, name.hasPrefix("_") {
      throw DatabaseFileError("cannot compact built-in databases")
    }
    let chosen = files.filter { name == nil || name == $0.key }
    guard !chosen.isEmpty else {
      // A relay has no file.
      if relays.keys.contains(where: { name == nil || name == $0 }) { return done(nil) }
      throw DatabaseFileError("no database by that name")
    }
    // What came in before belongs into the compact file.
    turn()
    var (remaining, failures) = (chosen.count, [String]())
    for (name, file) in chosen {
      log(.info, "compacting \(name) database by user request")
      file.awaitCompaction { error in
        if let error { failures.append("\(error)") }
        remaining -= 1
        guard remaining == 0 else { return }
        done(failures.isEmpty ? nil : DatabaseFileError(failures.joined(separator: "\n")))
      }
      do throws(DatabaseFileError) {
        // One that is on its way serves as well: what is appended meanwhile is carried over.
        if let database = core.database(named: name) { try file.beginCompaction(database) }
      } catch {
        file.compactionEnded(error, now: LoopClock.now)
      }
    }
    scheduleTurn()
  }

  /// Goes on with compactions, and begins those that are due.
  func compactWhereAdvised() {
    for (name, file) in files {
      do throws(DatabaseFileError) {
        if file.journal.isCompacting {
          if try file.continueCompaction() {
            file.compactionEnded(nil, now: LoopClock.now)
            log(.info, "\(name): compacted")
            onCompaction()
          } else {
            scheduleTurn()
          }
        } else if file.isCompactionAwaited {
          // The whole file was written anew meanwhile, as a conversion does.
          file.compactionEnded(nil, now: LoopClock.now)
        } else if file.journal.shouldCompact(elapsed: LoopClock.now - file.compacted),
          let database = core.database(named: name)
        {
          log(.info, "\(name): compacting database online")
          try file.beginCompaction(database)
          scheduleTurn()
        }
      } catch {
        file.compactionEnded(error, now: LoopClock.now)
        log(.error, "\(name): compaction failed: \(error)")
      }
    }
  }
}

extension DatabaseFile {
  /// Goes on with a compaction; whether it is over.
  func continueCompaction() throws(DatabaseFileError) -> Bool {
    do throws(JournalError) { return try journal.continueCompaction() } catch {
      throw DatabaseFileError("\(error)")
    }
  }
}
