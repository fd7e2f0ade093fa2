internal import ArgumentParser
internal import EventLoop
internal import Glibc
internal import Lab

/// `isthmus lab`: whole zones in this process, for others to join.
struct RunLab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Runs availability zones in one process: databases, daemons, chassis.",
    discussion: """
      Without arguments: two zones, east and west, that learn each other's networks. Once they have \
      settled it shows what they know, in the words of OVN's tools. On a terminal it then stays, \
      with each database at a Unix socket, until Ctrl-C; else it ends. Nothing of OVN need be \
      installed, and nothing is changed on this machine.
      """)

  @OptionGroup var what: LabSource
  @OptionGroup var sockets: LabSockets

  @Flag(help: "Stay after settling or end; by default, stay on a terminal.")
  var ending: Ending?

  enum Ending: String, EnumerableFlag { case once, keep }

  func validate() throws {
    try what.validate()
    try sockets.validate()
  }

  func run() throws {
    if let text = try what.answer() { return print(text, terminator: "") }
    let topology = try what.topology()
    let stays = ending.map { $0 == .keep } ?? (isatty(STDOUT_FILENO) == 1)
    let sockets = sockets
    let seed = what.seed
    LoopActor.run {
      do {
        let session = try LabSession(topology, sockets, seed: seed, stays: stays)
        try await session.run()
        Glibc.exit(0)
      } catch {
        fflush(nil)
        writeToStandardError("isthmus lab: \(error)\n")
        Glibc.exit(1)
      }
    }
  }
}
