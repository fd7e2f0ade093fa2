internal import Server

/// The commands of a server that follows another, or may (ovsdb-server(1), "Active-Backup Commands").
extension ServerDaemon {
  func registerReplicationCommands() {
    register("sync-status") { server, _ in server.replicationStatus }
    register("set-active-ovsdb-server", arguments: 1...1) { server, arguments in
      server.replicationSource = arguments[0]
      return ""
    }
    register("get-active-ovsdb-server") { server, _ in server.replicationSource ?? "" }
    register("connect-active-ovsdb-server") { server, _ in
      server.startReplication() ? "" : "Unable to connect: active server is not specified.\n"
    }
    register("disconnect-active-ovsdb-server") { server, _ in
      server.stopReplication()
      return ""
    }
    register("set-active-ovsdb-server-probe-interval", arguments: 1...1) { server, arguments in
      guard let milliseconds = Int32(arguments[0]) else {
        return "Invalid probe interval, integer value expected"
      }
      server.setReplicationProbeInterval(.milliseconds(milliseconds))
      return ""
    }
    register("set-sync-exclude-tables", arguments: 0...1) { server, arguments in
      do throws(RemoteConfigurationError) {
        try server.setReplicationExclusions(arguments.first ?? "")
        return ""
      } catch {
        return "\(error)"
      }
    }
    register("get-sync-exclude-tables") { server, _ in server.replicationExclusions }
  }
}
