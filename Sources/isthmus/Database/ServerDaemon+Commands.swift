internal import Daemon
internal import EventLoop
internal import Server

/// The commands of the control socket (ovsdb-server(1), RUNTIME MANAGEMENT COMMANDS).
extension ServerDaemon {
  func registerCommands() {
    registerDatabaseCommands()
    registerCompactionCommands()
    registerTableLogCommands()
    registerRemoteCommands()
    registerReplicationCommands()
    registerCounterCommands()
  }

  /// Adds a command whose answer is what `body` returns or throws.
  func register(
    _ name: String, usage: String = "", arguments: ClosedRange<Int> = 0...0,
    _ body: @escaping @LoopActor (DatabaseServer, [String]) throws -> String
  ) {
    context.unixctl.register("ovsdb-server/" + name, usage: usage, arguments: arguments) {
      [weak self] arguments throws(UnixctlError) in
      guard let self else { return "" }
      do {
        let reply = try body(server, arguments)
        saveConfiguration()
        return reply
      } catch {
        throw UnixctlError("\(error)")
      }
    }
  }

  private func registerDatabaseCommands() {
    register("list-dbs") { server, _ in
      server.databaseNames.map { $0 + "\n" }.joined()
    }
    register("add-db", usage: "DB", arguments: 1...1) { server, arguments in
      try server.open(databasePath(arguments[0]))
      return ""
    }
    register("remove-db", usage: "DB", arguments: 1...1) { server, arguments in
      try server.remove(arguments[0])
      return ""
    }
    register("get-db-storage-status", usage: "DB", arguments: 1...1) { server, arguments in
      guard server.databaseNames.contains(arguments[0]) else {
        throw UnixctlError("Failed to find the database.")
      }
      return "status: ok"
    }
  }

  private func registerCompactionCommands() {
    // The answer comes when the file is compact; clients are served meanwhile.
    context.unixctl.register("ovsdb-server/compact", arguments: 0...1) {
      [weak self] (request: UnixctlRequest) in
      do throws(DatabaseFileError) {
        try self?.server.compact(request.arguments.first) { error in
          if let error {
            request.fail(UnixctlError("\(error)"))
          } else {
            request.reply()
          }
        }
      } catch {
        request.fail(UnixctlError("\(error)"))
      }
    }
    server.onCompaction = releaseFreeMemory
    register("memory-trim-on-compaction", usage: "on|off", arguments: 1...1) {
      server, arguments in
      switch arguments[0] {
      case "on": server.onCompaction = releaseFreeMemory
      case "off": server.onCompaction = {}
      default: throw UnixctlError("invalid argument")
      }
      return ""
    }
  }

  private func registerTableLogCommands() {
    register("tlog-set", usage: "DB:TABLE on|off", arguments: 2...2) { server, arguments in
      let word = arguments[1].lowercased()
      guard ["on", "off"].contains(word) else { throw UnixctlError("invalid command argument") }
      try server.setLogged(word == "on", arguments[0])
      return ""
    }
    register("tlog-list") { server, _ in
      var text = """
        database        table                       logging
        --------        -----                       -------

        """
      for (database, tables) in server.tableLog {
        text += database.padded(to: 16) + " \n"
        for table in tables {
          text +=
            String(repeating: " ", count: 16) + table.name.padded(to: 27)
            + (table.isLogged ? " ON\n" : " OFF\n")
        }
      }
      return text
    }
  }

  private func registerRemoteCommands() {
    register("list-remotes") { server, _ in
      server.remoteList.map { $0 + "\n" }.joined()
    }
    register("add-remote", usage: "REMOTE", arguments: 1...1) { server, arguments in
      try server.addRemote(arguments[0])
      return ""
    }
    register("remove-remote", usage: "REMOTE", arguments: 1...1) { server, arguments in
      try server.removeRemote(arguments[0])
      return ""
    }
    register("reconnect") { server, _ in
      server.reconnect()
      return ""
    }
    register("disable-monitor-cond") { server, _ in
      server.disableConditionalMonitors()
      return ""
    }
  }

  /// The counters of the processor are not used, as in builds of the C server for most systems.
  private func registerCounterCommands() {
    register("perf-counters-show") { _, _ in
      "performance counter is not supported on this platform\n"
    }
    register("perf-counters-clear") { _, _ in "" }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 0))
  }
}
