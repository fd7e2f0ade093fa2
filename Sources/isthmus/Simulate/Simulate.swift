internal import ArgumentParser
internal import Glibc
internal import Lab

/// `isthmus simulate`: zones with their daemons through faults that a seed decides.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Proves the daemons of zones in simulated ones, through faults by seed.",
    discussion: """
      Database servers and daemons of whole zones run in this process, on a clock and a network of \
      their own. Connections are cut, servers and daemons are killed, operators and others write in \
      between; after each healing everything must be as it ought to be. A seed repeats its run \
      exactly. A failure is shrunk to few steps, which are printed.
      """)

  @Option(help: "The seed of the one run.")
  var seed: UInt64?

  @Option(help: "Seeds to run one after the other, as 1..100.")
  var seeds: SeedRange?

  @Option(help: "How many zones there are.")
  var zones = 4

  @Option(help: "How many steps a run has.")
  var steps = 500

  @Option(help: "Begin no further run after that many minutes; without --seeds, go on until then.")
  var minutes: Int?

  @Option(help: "How many runs go on at once.")
  var jobs = 1

  @Flag(help: "Print every step.")
  var trace = false

  @Flag(help: "Print a sum over all messages of each run.")
  var digest = false

  @Flag(help: "Do not look for a shorter run that fails.")
  var noShrink = false

  func validate() throws {
    guard (1...1_000).contains(zones) else { throw ValidationError("--zones is 1 to 1000.") }
    guard steps > 0 else { throw ValidationError("--steps is at least 1.") }
    guard (1...1_024).contains(jobs) else { throw ValidationError("--jobs is 1 to 1024.") }
    if seed != nil, seeds != nil { throw ValidationError("Either --seed or --seeds.") }
    if let minutes, minutes < 1 { throw ValidationError("--minutes is at least 1.") }
  }

  func run() throws {
    try requireDeterministicHashing()
    let first = seed ?? seeds?.first ?? 1
    let last = seed ?? seeds?.last ?? (minutes == nil ? 1 : .max)
    let campaign = Campaign(
      seeds: first...last, zones: zones, steps: steps, minutes: minutes, tracesSteps: trace,
      sumsUp: digest, shrinks: !noShrink)
    let hasFailed = campaign.run(jobs: jobs)
    if hasFailed { throw ExitCode.failure }
  }

  /// Starts this program anew with hashing that is the same in every process, unless it is already:
  /// what a hash table is walked through in must not depend on chance.
  private func requireDeterministicHashing() throws {
    let variable = "SWIFT_DETERMINISTIC_HASHING"
    if getenv(variable) != nil { return }
    setenv(variable, "1", 1)
    var arguments = CommandLine.arguments.map { strdup($0) }
    arguments.append(nil)
    execv("/proc/self/exe", &arguments)
    throw ValidationError("cannot start anew: \(String(cString: strerror(errno)))")
  }
}

/// Seeds from one to another.
struct SeedRange: ExpressibleByArgument {
  let first: UInt64
  let last: UInt64

  /// `A..B`, both included.
  init?(argument: String) {
    let words = argument.split(separator: ".", omittingEmptySubsequences: true)
    guard argument.contains(".."), words.count == 2, let first = UInt64(words[0]),
      let last = UInt64(words[1]), first <= last
    else { return nil }
    self.first = first
    self.last = last
  }
}
