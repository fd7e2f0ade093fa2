internal import Daemon
internal import EventLoop
internal import Server

/// The commands of the control socket (ovsdb-server(1), RUNTIME MANAGEMENT COMMANDS).
extension DatabaseDaemon {
  func registerCommands() {
    registerDatabaseCommands()
    registerRemoteCommands()
    registerReplicationCommands()
  }

  private func register(
    _ name: String, usage: String = "", arguments: ClosedRange<Int> = 0...0,
    _ body: @escaping @LoopActor (DatabaseServer, [String]) throws(UnixctlError) -> String
  ) {
    context.unixctl.register("ovsdb-server/" + name, usage: usage, arguments: arguments) {
      [weak self] arguments throws(UnixctlError) in
      guard let self else { return "" }
      return try body(server, arguments)
    }
  }

  private func registerDatabaseCommands() {
    register("list-dbs") { server, _ in
      server.databaseNames.map { $0 + "\n" }.joined()
    }
    register("add-db", usage: "DB", arguments: 1...1) { server, arguments throws(UnixctlError) in
      do throws(DatabaseFileError) {
        try server.open(absolutePath(arguments[0]))
        return ""
      } catch {
        throw UnixctlError("\(error)")
      }
    }
    register("remove-db", usage: "DB", arguments: 1...1) {
      server, arguments throws(UnixctlError) in
      do throws(DatabaseFileError) {
        try server.remove(arguments[0])
        return ""
      } catch {
        throw UnixctlError("\(error)")
      }
    }
    register("compact", arguments: 0...1) { server, arguments throws(UnixctlError) in
      do throws(DatabaseFileError) {
        try server.compact(arguments.first)
        return ""
      } catch {
        throw UnixctlError("\(error)")
      }
    }
    register("get-db-storage-status", usage: "DB", arguments: 1...1) {
      server, arguments throws(UnixctlError) in
      guard server.databaseNames.contains(arguments[0]) else {
        throw UnixctlError("no such database")
      }
      return "status: ok\n"
    }
    register("memory-trim-on-compaction", usage: "on|off", arguments: 1...1) {
      _, arguments throws(UnixctlError) in
      guard ["on", "off"].contains(arguments[0]) else { throw UnixctlError("invalid argument") }
      return ""
    }
  }

  private func registerRemoteCommands() {
    register("list-remotes") { server, _ in
      server.remoteList.map { $0 + "\n" }.joined()
    }
    register("add-remote", usage: "REMOTE", arguments: 1...1) {
      server, arguments throws(UnixctlError) in
      do throws(RemoteConfigurationError) {
        try server.addRemote(arguments[0])
        return ""
      } catch {
        throw UnixctlError("\(error)")
      }
    }
    register("remove-remote", usage: "REMOTE", arguments: 1...1) {
      server, arguments throws(UnixctlError) in
      do throws(RemoteConfigurationError) {
        try server.removeRemote(arguments[0])
        return ""
      } catch {
        throw UnixctlError("\(error)")
      }
    }
    register("reconnect") { server, _ in
      server.reconnect()
      return ""
    }
  }

  /// Of a server that replicates no other.
  private func registerReplicationCommands() {
    register("sync-status") { _, _ in "state: active\n" }
    register("get-active-ovsdb-server") { _, _ in "" }
    register("get-sync-exclude-tables") { _, _ in "" }
    for name in ["set-active-ovsdb-server", "connect-active-ovsdb-server"] {
      register(name, arguments: 0...1) { _, _ throws(UnixctlError) in
        throw UnixctlError("this server does not replicate another one")
      }
    }
    register("disconnect-active-ovsdb-server") { _, _ in "" }
    register("perf-counters-show") { _, _ in
      "performance counter is not supported on this platform\n"
    }
    register("perf-counters-clear") { _, _ in "" }
  }
}
