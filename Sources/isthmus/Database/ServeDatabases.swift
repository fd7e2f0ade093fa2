internal import ArgumentParser
internal import Daemon

/// `isthmus ovsdb`: serves database files, in the place of `ovsdb-server`.
struct ServeDatabases: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ovsdb",
    abstract: "Serves OVSDB database files, as ovsdb-server does.",
    discussion: """
      The options are those of ovsdb-server(1); `isthmus ovsdb --help` lists them, and unixctl \
      commands are those of ovsdb-server(1) too.
      """,
    helpNames: [])

  // Read as getopt_long(3) reads them, like those of the program whose place it takes.
  @Argument(parsing: .captureForPassthrough, help: "Files and options.")
  var arguments: [String] = []

  func run() throws {
    var settings = DaemonRuntime.settings(
      for: .databaseServer, arguments: ["ovsdb-server"] + arguments,
      environment: databaseServerEnvironment)
    // A monitor starts the server again from the root folder.
    settings.arguments = settings.arguments.map(databasePath)
    // What commands change is lost in a crash only where nobody starts the server again.
    let saved = settings.process.isMonitored ? try InheritedText() : nil
    // Forks, so nothing may touch the event loop before.
    let process = DaemonProcess(settings.process)
    DaemonRuntime.run(.databaseServer, settings, process) { context in
      ServerDaemon.shared = ServerDaemon(context, saved: saved)
    } body: { context in
      await context.untilExit()
      ServerDaemon.shared?.stop()
    }
  }
}
