internal import Daemon
internal import Server

extension DaemonProgram {
  /// The server of database files.
  static let databaseServer: DaemonProgram = {
    var program = DaemonProgram(
      name: "ovsdb-server", logModule: "ovsdb_server", summary: "Open vSwitch database server",
      databases: [], options: databaseServerOptions)
    program.positional = " [DATABASE...]"
    program.notes = databaseServerNotes
    program.refusesUnknownOptions = true
    program.isOfOpenVSwitch = true
    return program
  }()

  private static let databaseServerOptions = [
    ProgramOption(name: "remote", argument: "REMOTE", help: "connect or listen to REMOTE"),
    ProgramOption(name: "no-dbs", help: "serve no database but those added later"),
    ProgramOption(name: "run", argument: "COMMAND", help: "run COMMAND, and end when it ends"),
    ProgramOption(
      name: "sync-from", argument: "SERVER", help: "be a backup of SERVER, and follow it"),
    ProgramOption(
      name: "sync-exclude-tables", argument: "DB:TABLE,...", help: "do not follow these"),
    ProgramOption(name: "active", help: "with --sync-from, be active until told otherwise"),
    ProgramOption(
      name: "disable-file-column-diff", help: "no effect, accepted for compatibility"),
    ProgramOption(
      name: "peer-ca-cert", argument: "FILE", help: "no effect, accepted for compatibility"),
    ProgramOption(name: "record", help: "nothing is recorded", isRefused: true),
    ProgramOption(name: "replay", help: "nothing is recorded", isRefused: true),
  ]

  private static let databaseServerNotes = """

    DATABASE is a database file, or relay:DB:REMOTE for a copy of another server's database; the
    default is \(defaultDatabaseFile). REMOTE is a connection method, or db:DB,TABLE,COLUMN for those
    that rows name; so may files of keys be.

    What differs from ovsdb-server(1):
      Files of clustered databases are refused.
      monitor_cond_since knows the last 1,000 transactions of every database.
      A row's role and read_only hold for the clients that are there, too.
      A remote that cannot be listened at is tried again; its row says why, in status:last_error.
      The row of a client that is connected to keeps the last error, too.
      A session may have 1,000 monitors, 1,000 locks and 1,000 transactions that wait; a message
      may be 256 MiB long. Where connections run out, those that never asked for anything go first.
      Clients are served while a file is compacted by command.

    """
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

/// The path of a database's file from the root folder; what is no file as it is.
func databasePath(_ text: String) -> String {
  DatabaseServer.isRelay(text) ? text : absolutePath(text)
}
