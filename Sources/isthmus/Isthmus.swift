internal import ArgumentParser

/// The operator's tool: one subcommand a job.
@main
struct Isthmus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "isthmus",
    abstract: "Looks after OVN availability zones and what joins them.",
    version: "isthmus 0.1.0",
    subcommands: [
      RunLab.self, Simulate.self, PrintSchema.self, ServeDatabases.self, CompileZone.self,
    ])
}
