internal import Daemon

extension DaemonProgram {
  /// The server of database files.
  static let databaseServer = DaemonProgram(
    name: "ovsdb-server", logModule: "ovsdb_server", summary: "Open vSwitch database server",
    databases: [],
    options: [
      ProgramOption(name: "remote", argument: "REMOTE", help: "connect or listen to REMOTE"),
      ProgramOption(name: "no-dbs", help: "serve no database but those added later"),
      ProgramOption(
        name: "sync-from", argument: "SERVER", help: "be a backup of SERVER, and follow it"),
      ProgramOption(
        name: "sync-exclude-tables", argument: "DB:TABLE,...", help: "do not follow these"),
      ProgramOption(name: "active", help: "with --sync-from, be active until told otherwise"),
      ProgramOption(
        name: "disable-file-column-diff", help: "no effect, accepted for compatibility"),
      ProgramOption(
        name: "peer-ca-cert", argument: "FILE", help: "no effect, accepted for compatibility"),
    ])
}

/// The variables that move ovsdb-server's folders, under the names that the daemons of OVN use.
func databaseServerEnvironment(_ name: String) -> String? {
  switch name {
  case "OVN_RUNDIR": environmentVariable("OVS_RUNDIR") ?? "/var/run/openvswitch"
  case "OVN_LOGDIR", "OVN_SYSCONFDIR", "OVN_DBDIR": nil
  default: environmentVariable(name)
  }
}

/// The file that is served when none is named.
var defaultDatabaseFile: String {
  let folder =
    environmentVariable("OVS_DBDIR")
    ?? (environmentVariable("OVS_SYSCONFDIR") ?? "/etc") + "/openvswitch"
  return folder + "/conf.db"
}
