internal import ArgumentParser
internal import Daemon

/// `isthmus zone`: compiles a zone's Northbound into its Southbound database, in the place of
/// `ovn-northd`.
struct CompileZone: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zone",
    abstract: "Compiles a zone's logical flows, as ovn-northd does.",
    discussion: """
      The options are those of ovn-northd(8); `isthmus zone --help` lists them, and unixctl commands \
      are those of ovn-northd(8) too.
      """,
    helpNames: [])

  // Read as getopt_long(3) reads them, like those of the program whose place it takes.
  @Argument(parsing: .captureForPassthrough, help: "Options.")
  var arguments: [String] = []

  func run() throws {
    let settings = DaemonRuntime.settings(for: .zone, arguments: ["ovn-northd"] + arguments)
    // Forks, so nothing may touch the event loop before.
    let process = DaemonProcess(settings.process)
    DaemonRuntime.run(.zone, settings, process) { context in await ZoneDaemon.run(context) }
  }
}
